with page as materialized (
  select * from event where (starts_at, id) > (:instant, :id) order by starts_at, id limit 21
),
shown as (select * from page order by starts_at, id limit 20)
select row_to_json(answer)
from (
  select row_to_json(events) as events
  from (
    select
      (select coalesce(json_agg(node), '[]') from (select {whole} from shown as event) as node) as nodes,
      json_build_object(
        'hasNextPage', (select count(*) > 20 from page),
        'endCursor', (select starts_at || ' ' || id from shown order by starts_at desc, id desc limit 1)
      ) as "pageInfo"
  ) as events
) as answer
