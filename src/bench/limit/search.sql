with terms as materialized (select query from interpret_search(:word, true)),
matches as materialized (
  select event_id, categories, city, city_key, interested_count,
    case
      when ts_filter(words, '{a}') @@ (select query from terms) then 2
      when ts_filter(words, '{a,b,c}') @@ (select query from terms) then 1
      else 0
    end as tier
  from event_search
  where words @@ (select query from terms) and over_at > now()
),
page as (
  select event_id, tier, interested_count,
    (tier + interested_count / (interested_count::double precision + 100)) / 3 as relevance
  from matches
  order by tier desc, interested_count desc, event_id desc
  limit 20
)
select row_to_json(answer)
from (
  select row_to_json(events) as events
  from (
    select
      (
        select coalesce(json_agg(edge), '[]')
        from (
          select relevance,
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
          from page join event on event.id = page.event_id
          order by tier desc, page.interested_count desc, event_id desc
        ) as edge
      ) as edges,
      (select count(*) from matches) as "totalCount",
      json_build_object(
        'categories', (
          select coalesce(json_agg(facet), '[]')
          from (
            select value, (select category.name from category where slug = value) as name, count(*) as count
            from matches, unnest(categories) as value
            group by value
            order by count desc, value
            limit 20
          ) as facet
        ),
        'cities', (
          select coalesce(json_agg(facet), '[]')
          from (
            select min(city) as value, min(city) as name, count(*) as count
            from matches
            where city is not null
            group by city_key
            order by count desc, city_key
            limit 20
          ) as facet
        )
      ) as facets
  ) as events
) as answer
