-- The candidates come from seven index scans, each of which ends after a bounded number of rows. The last three are for events
-- that recur and began before the moment.
-- PostgreSQL cannot replace a function by one with other result columns.
drop function if exists similar_events(uuid, timestamptz, integer);
create function similar_events(original uuid, moment timestamptz, max_results integer)
  returns table (rank bigint, event_id uuid)
  language sql stable parallel safe
begin atomic
  with original_event as materialized (
    select * from event_search where event_search.event_id = original
  ), candidate as (
    (
      select event_search.event_id
      from event_organizer join event_search on event_search.event_id = event_organizer.event_id
      where event_organizer.organizer_id = any((select organizer_ids from original_event)::uuid[])
        and event_organizer.starts_at >= moment and event_search.published
      order by event_organizer.starts_at, event_organizer.event_id
      limit 50
    )
    union
    (
      select event_search.event_id
      from event_search
      where event_search.venue_id = (select venue_id from original_event) and starts_at >= moment and published
      order by starts_at, event_search.event_id
      limit 50
    )
    union
    (
      select soon.event_id
      from (
        select * from event_search where starts_at >= moment and published
        order by starts_at, event_search.event_id limit 2000
      ) as soon
      where soon.categories && (select categories from original_event)
      limit 200
    )
    union
    (
      select lasting.event_id
      from (
        select event_search.*
        from generate_series(0, 11) as class
        join event_search on duration_class = class and starts_at < moment
          and starts_at > moment - 4 ^ class * interval '1 hour' and over_at > moment and published
        limit 1000
      ) as lasting
      where lasting.categories && (select categories from original_event)
      limit 50
    )
    union
    (
      select event_search.event_id
      from event_organizer join event_search on event_search.event_id = event_organizer.event_id
      where event_organizer.organizer_id = any((select organizer_ids from original_event)::uuid[])
        and recurs and over_at > moment and published
      limit 50
    )
    union
    (
      select event_search.event_id
      from event_search
      where event_search.venue_id = (select venue_id from original_event) and over_at > moment and recurs and published
      limit 50
    )
    union
    (
      select event_search.event_id
      from (
        select distinct soon.event_id
        from (
          select occurrence.event_id from occurrence where occurrence.starts_at >= moment
          order by occurrence.starts_at, occurrence.event_id limit 2000
        ) as soon
      ) as recurring join event_search on event_search.event_id = recurring.event_id
      where categories && (select categories from original_event) and published
      limit 200
    )
  ), scored as (
    select other.event_id, other.starts_at,
      3 * cardinality(array(select unnest(other.categories) intersect select unnest(original_event.categories)))
        + 2 * (other.organizer_ids && original_event.organizer_ids)::integer
        + coalesce((other.venue_id = original_event.venue_id)::integer, 0)
        + coalesce((other.city_key = original_event.city_key)::integer, 0)
        + 3 * similarity(other.name_key, original_event.name_key) as score
    from candidate join event_search as other on other.event_id = candidate.event_id, original_event
    where other.event_id <> original and other.status <> 'CANCELLED'
  )
  select row_number() over (order by score desc, starts_at, scored.event_id), scored.event_id
  from scored
  order by 1
  limit max_results;
end;

comment on function similar_events is
  'Published events that are not over at a moment, most similar to the original first: by categories, organizers, venue, city and name.';
