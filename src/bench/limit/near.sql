with page as materialized (
  select event_id, place <-> place_on_earth(:latitude, :longitude) as chord
  from event_search
  where place <@ cube_enlarge(place_on_earth(:latitude, :longitude), 2 * sin(:radius / 12742.0176), 3)
    and place <-> place_on_earth(:latitude, :longitude) <= 2 * sin(:radius / 12742.0176)
  order by place <-> place_on_earth(:latitude, :longitude), event_id
  limit 20
)
select row_to_json(answer)
from (
  select json_build_object('edges', coalesce(json_agg(edge), '[]')) as events
  from (
    select 12742.0176 * asin(least(1, chord / 2)) as "distanceKm",
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
              from (select venue.name, city, latitude, longitude from venue where venue.id = event.venue_id) as row
            ) as venue
        ) as node
      ) as node
    from page join event on event.id = page.event_id
    order by chord, event_id
  ) as edge
) as answer
