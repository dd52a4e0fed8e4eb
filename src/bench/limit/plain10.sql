select row_to_json(answer)
from (
  select json_build_object('nodes', coalesce(json_agg(node), '[]')) as events
  from (
    select 'evt_' || id as id, name, url, interested_count as "interestedCount"
    from event
    where (starts_at, id) > (:instant, :id)
    order by starts_at, id
    limit 10
  ) as node
) as answer
