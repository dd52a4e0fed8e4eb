-- Proposals are made to everybody alike, so a draft is none, whoever asks.
create or replace function events_named(pattern text) returns table (event_id uuid, name text, name_key text, weight integer)
  language plpgsql stable parallel safe as $$
declare
  most constant integer := 50;
begin
  return query
  select popular.event_id, popular.name, popular.name_key, popular.interested_count
  from (
    select * from event_search where published order by interested_count desc, event_search.event_id desc limit 4000
  ) as popular
  where popular.name_key like pattern
  limit most;
  if not found then
    return query
    select named.event_id, named.name, named.name_key, named.interested_count
    from (select * from event_search where event_search.name_key like pattern and published offset 0) as named
    order by named.interested_count desc, named.event_id desc
    limit most;
  end if;
end
$$;

create or replace function suggestions(typed text, most integer)
  returns table (place bigint, kind text, text text, id uuid, slug text)
  language plpgsql stable parallel safe set pg_trgm.word_similarity_threshold = 0.45 as $$
declare
  typed_key constant text := search_key(typed);
  pattern constant text := '%' || typed_key || '%';
begin
  if typed_key = ' ' then
    return;
  end if;
  return query
  with candidate (kind, text, id, slug, key, weight) as (
    select * from (
      select distinct on (name_key) 'EVENT', name, event_id, null::text, name_key, weight
      from events_named(pattern)
      order by name_key, weight desc, event_id
    ) as event
    union all
    (
      select 'VENUE', venue.name, venue.id, null, search_key(venue.name), 0
      from venue where search_key(venue.name) like pattern limit 50
    )
    union all
    (
      select 'ORGANIZER', organizer.name, organizer.id, null, search_key(organizer.name), 0
      from organizer where search_key(organizer.name) like pattern limit 50
    )
    union all
    select 'CATEGORY', category.name, null, category.slug, search_key(category.name), 0
    from category where search_key(category.name) like pattern
    union all
    (
      select 'CITY', min(venue.city), null, null, search_key(venue.city), count(*)::integer
      from venue where search_key(venue.city) like pattern group by search_key(venue.city)
    )
  ), ranked as (
    select *, candidate.key like typed_key || '%' as begins,
      row_number() over (
        partition by candidate.kind
        order by candidate.key like typed_key || '%' desc, weight desc, char_length(candidate.text), candidate.text
      ) as nth
    from candidate
  )
  select row_number() over (order by begins desc, nth, ranked.kind), ranked.kind, ranked.text, ranked.id, ranked.slug
  from ranked
  order by 1
  limit most;
  if found then
    return;
  end if;
  return query
  with candidate (kind, text, id, slug, key) as (
    select * from (
      select distinct on (name_key) 'EVENT', name, event_id, null::text, name_key
      from (select * from event_search where name_key %> typed_key and published limit 500) as alike
      order by name_key, interested_count desc, event_id
    ) as event
    union all
    select 'VENUE', venue.name, venue.id, null, search_key(venue.name)
    from venue where search_key(venue.name) %> typed_key
    union all
    select 'ORGANIZER', organizer.name, organizer.id, null, search_key(organizer.name)
    from organizer where search_key(organizer.name) %> typed_key
    union all
    select 'CATEGORY', category.name, null, category.slug, search_key(category.name)
    from category where search_key(category.name) %> typed_key
    union all
    select 'CITY', min(venue.city), null, null, search_key(venue.city)
    from venue where search_key(venue.city) %> typed_key group by search_key(venue.city)
  )
  select row_number() over (
      order by word_similarity(typed_key, candidate.key) desc, char_length(candidate.text), candidate.kind,
        candidate.text, candidate.id
    ), candidate.kind, candidate.text, candidate.id, candidate.slug
  from candidate
  order by 1
  limit most;
end
$$;

create or replace function similar_events(original uuid, moment timestamptz, most integer)
  returns table (place bigint, event_id uuid)
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
  ), scored as (
    select other.event_id, other.starts_at,
      3 * cardinality(array(select unnest(other.categories) intersect select unnest(original_event.categories)))
        + 2 * (other.organizer_ids && original_event.organizer_ids)::integer
        + coalesce((other.venue_id = original_event.venue_id)::integer, 0)
        + coalesce((lower(other.city) = lower(original_event.city))::integer, 0)
        + 3 * similarity(other.name_key, original_event.name_key) as score
    from candidate join event_search as other on other.event_id = candidate.event_id, original_event
    where other.event_id <> original and other.status <> 'CANCELLED'
  )
  select row_number() over (order by score desc, starts_at, scored.event_id), scored.event_id
  from scored
  order by 1
  limit most;
end;
