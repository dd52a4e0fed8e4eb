with page as materialized (
  select * from event where (starts_at, id) > (:instant, :id) order by starts_at, id limit 21
),
shown as (select * from page order by starts_at, id limit 20)
select row_to_json(answer)
from (
  select row_to_json(events) as events
  from (
    select
      (
        select coalesce(json_agg(edge), '[]')
        from (
          select starts_at || ' ' || id as cursor,
            (
              select row_to_json(node)
              from (
                select 'evt_' || event.id as id, event.name,
                  json_build_object(
                    'instant', to_char(event.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'local', case event.start_precision
                      when 'MINUTE' then to_char(event.start_local, 'YYYY-MM-DD"T"HH24:MI')
                    end,
                    'timeZone', event.start_zone
                  ) as start,
                  (
                    select row_to_json(row)
                    from (select venue.name, city from venue where venue.id = event.venue_id) as row
                  ) as venue
              ) as node
            ) as node
          from shown as event
        ) as edge
      ) as edges,
      json_build_object(
        'hasNextPage', (select count(*) > 20 from page),
        'endCursor', (select starts_at || ' ' || id from shown order by starts_at desc, id desc limit 1)
      ) as "pageInfo"
  ) as events
) as answer
