create or replace function place_on_earth(latitude double precision, longitude double precision) returns cube
  language sql immutable strict parallel safe
  return cube(array[cosd(latitude) * cosd(longitude), cosd(latitude) * sind(longitude), sind(latitude)]);

comment on function place_on_earth is
  'A point on the unit sphere. The chord between two of them, a straight line, grows with their distance along the surface.';

create or replace function spread_bits(bits bigint) returns bigint
  language plpgsql immutable strict parallel safe as $$
begin
  bits := (bits | (bits << 16)) & 281470681808895;
  bits := (bits | (bits << 8)) & 71777214294589695;
  bits := (bits | (bits << 4)) & 1085102592571150095;
  bits := (bits | (bits << 2)) & 3689348814741910323;
  return (bits | (bits << 1)) & 6148914691236517205;
end
$$;

comment on function spread_bits is 'The lowest 32 bits with a zero bit before each.';

-- A right shift by 2 * n gives the cell of zoom level 24 - n that contains the cell. Web Mercator ends at 85.05 degrees.
create or replace function map_cell(latitude double precision, longitude double precision) returns bigint
  language plpgsql immutable strict parallel safe
  set search_path from current as $$
declare
  sine constant double precision := sind(least(85.05112878, greatest(-85.05112878, latitude)));
begin
  return spread_bits(least(floor((longitude + 180) / 360 * 2 ^ 24), 2 ^ 24 - 1)::bigint)
    | (spread_bits(greatest(0, least(floor((0.5 - ln((1 + sine) / (1 - sine)) / (4 * pi())) * 2 ^ 24), 2 ^ 24 - 1))::bigint) << 1);
end
$$;

comment on function map_cell is
  'The tile of a Web Mercator map at zoom level 24, about 2.4 m wide, that contains a point: its column and row with their bits in turn, so that a tile of any lower level is one range of numbers.';

-- Not strict, so that PostgreSQL inlines it.
create or replace function duration_class(duration interval) returns smallint
  language sql immutable parallel safe
  return case when duration > interval '0'
    then least(12, greatest(0, ceil(log(4, (extract(epoch from duration) / 3600)::numeric))))::smallint
  end;

comment on function duration_class is 'The value of event_search.duration_class for a duration.';

-- To add a searchable column, add it as the last one to the table event_search and to this view.
create or replace view event_search_fresh as
select event.id as event_id, event.version, event.published_at is not null as published,
  event.name, search_key(event.name) as name_key,
  event.starts_at, coalesce(occurring.over_at, over_at.value) as over_at,
  case when occurring.over_at is null then duration_class(over_at.value - event.starts_at) end as duration_class,
  event.start_local::date as start_day, extract(isodow from event.start_local)::smallint as start_weekday,
  case event.start_precision when 'MINUTE' then event.start_local::time(0) end as start_time,
  event.status, event.attendance_mode, event.interested_count + event.interests as interested_count,
  event.created_at, event.updated_at,
  event.venue_id, place.city, place.state, place.country_code, place.latitude, place.longitude,
  place_on_earth(place.latitude, place.longitude) as place,
  array(
    select organizer_id from event_organizer where event_id = event.id order by position
  ) as organizer_ids,
  array(
    select category_slug from event_category where event_id = event.id order by position
  ) as categories,
  coalesce(
    (select array_agg(distinct price_kind) from ticket where event_id = event.id),
    array[case when event.accessible_for_free then 'FREE' else 'UNKNOWN' end]
  ) as price_kinds,
  array(
    select distinct price_currency from ticket where event_id = event.id and price_currency is not null order by 1
  ) as currencies,
  coalesce(
    (
      select jsonb_object_agg(price_currency, least)
      from (
        select price_currency, min(price_amount) as least
        from ticket
        where event_id = event.id and price_amount is not null
        group by price_currency
      ) as price
    ),
    '{}'
  ) as least_prices,
  exists (select from image where event_id = event.id) as has_image,
  setweight(to_tsvector('listing', word_text(event.name)), 'A')
    || setweight(to_tsvector('listing', word_text(concat_ws(' | ',
      venue.name,
      (
        select string_agg(organizer.name, ' | ' order by event_organizer.position)
        from event_organizer join organizer on organizer.id = event_organizer.organizer_id
        where event_organizer.event_id = event.id
      ),
      (
        select string_agg(performer.name, ' | ' order by event_performer.position)
        from event_performer join performer on performer.id = event_performer.performer_id
        where event_performer.event_id = event.id
      ),
      (
        select string_agg(category.name, ' | ' order by event_category.position)
        from event_category join category on category.slug = event_category.category_slug
        where event_category.event_id = event.id
      ),
      nullif(array_to_string(event.tags, ' | '), '')
    ))), 'B')
    || setweight(to_tsvector('listing', word_text(concat_ws(' | ', place.city, place.state, place.country))), 'C')
    || setweight(to_tsvector('listing', word_text(coalesce(event.description, ''))), 'D') as words,
  greatest(
    event.start_local,
    case event.end_precision when 'MINUTE' then event.end_local - interval '1 microsecond' else event.end_local end
  )::date as end_day,
  event.start_local,
  coalesce(
    (
      select jsonb_object_agg(price_currency, amounts)
      from (
        select price_currency, jsonb_agg(distinct trim_scale(price_amount) order by trim_scale(price_amount)) as amounts
        from ticket
        where event_id = event.id and price_amount is not null
        group by price_currency
      ) as price
    ),
    '{}'
  ) as prices,
  offer.ticket_availability,
  case when price.currency is not null then 1 when offer.has_free then 0 else 2 end::smallint as price_class,
  coalesce(price.currency, '') as price_currency,
  case when offer.has_free then 0 else coalesce(price.least, 0) end::numeric(15, 4) as least_price,
  map_cell(place.latitude, place.longitude) as map_cell,
  city_id(place.city, place.state, place.country_code) as city_id,
  search_key(place.city) as city_key, search_key(place.state) as state_key,
  occurring.over_at is not null as recurs,
  coalesce(occurring.first_id, event.id) as occurrence_id,
  case when occurring.over_at is not null
    then compact_occurrences(event.id) || coalesce(occurrence_texts(event.id), '[]') end as occurrences,
  event.type,
  (select array_agg(distinct search_key(tag)) from unnest(event.tags) as tag) as tags,
  (
    select array_agg(distinct lower(array_to_string(subtags[:count], '-')))
    from unnest(event.languages) as language, string_to_array(language, '-') as subtags,
      generate_subscripts(subtags, 1) as count
  ) as languages,
  nullif(event.accessibility_features, '{}') as accessibility_features,
  case when num_nonnulls(event.min_age, event.max_age) > 0
    then int4range(event.min_age, event.max_age, '[]') end as age_range,
  nullif(
    array(select performer_id from event_performer where event_id = event.id order by position), '{}'
  ) as performer_ids,
  occurring.longest as longest_occurrence
from event
left join venue on venue.id = event.venue_id
left join venue as place on place.id = event.venue_id and event.attendance_mode <> 'ONLINE'
cross join lateral (
  select coalesce(
      (array['IN_STOCK', 'LIMITED', 'PRE_ORDER', 'UNKNOWN', 'SOLD_OUT', 'DISCONTINUED'])[min(array_position(
        array['IN_STOCK', 'LIMITED', 'PRE_ORDER', 'UNKNOWN', 'SOLD_OUT', 'DISCONTINUED'], availability
      ))],
      'UNKNOWN'
    ) as ticket_availability,
    coalesce(bool_or(price_kind = 'FREE'), event.accessible_for_free, false) as has_free
  from ticket
  where event_id = event.id
) as offer
left join lateral (
  select price_currency as currency, min(price_amount) as least
  from ticket
  where event_id = event.id and price_amount is not null
  group by price_currency
  order by count(*) desc, min(position)
  limit 1
) as price on true
cross join lateral (
  select coalesce(
    event.ends_at,
    case event.start_precision
      when 'DAY' then (event.start_local + interval '1 day') at time zone event.start_zone
      else event.starts_at
    end
  ) as value
) as over_at
cross join lateral (
  select max(over_at) as over_at, (array_agg(id order by starts_at, id))[1] as first_id,
    make_interval(secs => max(extract(epoch from over_at - starts_at))::double precision) as longest
  from occurrence
  where event_id = event.id
) as occurring;

comment on view event_search_fresh is 'The rows of event_search as they follow from the other tables now.';

drop trigger if exists event_search_takes_fresh on event_search;
drop function if exists take_fresh_event_search();

create or replace function copy_event_search_fresh() returns trigger language plpgsql as $$
declare
  fresh event_search;
begin
  select * into fresh from event_search_fresh where event_id = old.event_id;
  return fresh;
end
$$;

comment on function copy_event_search_fresh is
  'Before any update of a row of event_search: replaces the new row by that of event_search_fresh, so that no statement has to list the columns.';

create or replace trigger event_search_copy_fresh before update on event_search
  for each row execute function copy_event_search_fresh();

-- For a list of one event PostgreSQL estimates that a custom plan is cheaper than the generic one, and would plan these
-- long statements again for each event, which takes five times as long as running them. Marquee's own connections have
-- both settings anyway; here they serve all others.
create or replace function refresh_event_search(events uuid[]) returns void language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  updated integer;
begin
  update event_search set version = version where event_id = any(events);
  get diagnostics updated = row_count;
  if updated < cardinality(events) then
    insert into event_search
    select * from event_search_fresh as fresh
    where event_id = any(events) and not exists (select from event_search where event_id = fresh.event_id);
  end if;
end
$$;

comment on function refresh_event_search is 'Makes the rows of these events in event_search equal to event_search_fresh.';

create or replace function refill_search_words() returns void language plpgsql as $$
begin
  truncate search_word;
  insert into search_word
  select word, min(event_id::text)::uuid
  from event_search, unnest(tsvector_to_array(words)) as word
  where published and is_correctable(word)
  group by word;
end
$$;

comment on function refill_search_words is 'Recreates all rows of search_word from the words of all published events.';

create or replace function refill_organizer_events() returns void language sql as $$
  truncate organizer_event;
  insert into organizer_event (organizer_id, over_at, starts_at, event_id)
  select organizer_id, over_at, starts_at, event_id from event_search, unnest(organizer_ids) as organizer_id where published;
$$;

comment on function refill_organizer_events is 'Recreates all rows of organizer_event from event_search.';

create or replace function add_organizer_events() returns trigger language plpgsql
  set search_path from current as $$
begin
  insert into organizer_event (organizer_id, over_at, starts_at, event_id)
  select organizer_id, over_at, starts_at, event_id from added, unnest(organizer_ids) as organizer_id where published;
  return null;
end
$$;

comment on function add_organizer_events is 'After rows were inserted into event_search: makes their rows in organizer_event.';

drop trigger if exists event_search_added_for_organizers on event_search;
create or replace trigger event_search_add_for_organizers after insert on event_search
  referencing new table as added for each statement execute function add_organizer_events();

create or replace function refresh_organizer_events() returns trigger language plpgsql
  set search_path from current as $$
begin
  delete from organizer_event where event_id = new.event_id;
  if new.published then
    insert into organizer_event (organizer_id, over_at, starts_at, event_id)
    select organizer_id, new.over_at, new.starts_at, new.event_id from unnest(new.organizer_ids) as organizer_id;
  end if;
  return null;
end
$$;

comment on function refresh_organizer_events is 'After a row of event_search was changed: makes its rows in organizer_event anew.';

create or replace trigger event_search_changed_for_organizers after update on event_search
  for each row when (
    (old.over_at, old.starts_at, old.published, old.organizer_ids)
    is distinct from
    (new.over_at, new.starts_at, new.published, new.organizer_ids)
  ) execute function refresh_organizer_events();

create or replace function refill_event_search() returns void language plpgsql as $$
declare
  indexes text[] := array(
    select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'event_search'::regclass and not indisprimary
  );
  index text;
begin
  for index in select indexrelid::regclass from pg_index
    where indrelid = 'event_search'::regclass and not indisprimary
  loop
    execute format('drop index %s', index);
  end loop;
  truncate event_search;
  alter table event_search disable trigger user;
  insert into event_search select * from event_search_fresh;
  alter table event_search enable trigger user;
  foreach index in array indexes loop
    execute index;
  end loop;
  perform refill_search_words();
  perform refill_organizer_events();
end
$$;

comment on function refill_event_search is
  'Recreates all rows. An operator calls it after rows were loaded or restored with triggers disabled, for example by pg_restore --disable-triggers or with session_replication_role = replica. Searches wait until it commits.';

drop function if exists refresh_search_of_events(uuid[]);

create or replace function refresh_and_log_events(events uuid[]) returns void language plpgsql as $$
declare
  earlier event_search[] := array(select event_search from event_search where event_id = any(events));
begin
  perform refresh_event_search(events);
  perform log_changes(events, earlier);
end
$$;

comment on function refresh_and_log_events is 'Refreshes the rows of these events in event_search and logs the changes.';

-- The rows that the search rows are made of are locked until the commit: a transaction that changed one of them now would
-- not see the new search rows.
create or replace function refresh_stale_events(events uuid[]) returns void language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  stale constant uuid[] := array(
    select id from event
    where id = any(events)
      and version is distinct from (select version from event_search where event_id = event.id)
    order by id
  );
  earlier event_search[];
begin
  if stale = '{}' then
    return;
  end if;
  perform from venue where id = any(array(select venue_id from event where id = any(stale))) order by id for share;
  perform from organizer
    where id = any(array(select organizer_id from event_organizer where event_id = any(stale))) order by id for share;
  perform from performer
    where id = any(array(select performer_id from event_performer where event_id = any(stale))) order by id for share;
  earlier := array(select event_search from event_search where event_id = any(stale));
  perform refresh_event_search(stale);
  perform log_changes(stale, earlier);
end
$$;

comment on function refresh_stale_events is
  'Refreshes the rows of those of these events in event_search that have another version, and logs the changes. An import calls it once for all events that it has inserted.';

-- An edit changes an event and its parts one after the other, and each change increments the version. This trigger is
-- deferred to the commit, so the first call finds the final state, and the version tells the other calls that there is
-- nothing left to do.
create or replace function refresh_search_at_commit() returns trigger language plpgsql
  set search_path from current as $$
begin
  if (select version from event_search where event_id = new.id) = (select version from event where id = new.id) then
    return null;
  end if;
  perform refresh_stale_events(array[new.id]);
  return null;
end
$$;

comment on function refresh_search_at_commit is
  'At the commit of a transaction that changed an event: refreshes its row in event_search and logs the change, once.';

-- PostgreSQL cannot replace a constraint trigger.
drop trigger if exists event_refresh_search on event;
create constraint trigger event_refresh_search after insert or update on event
  deferrable initially deferred for each row execute function refresh_search_at_commit();
drop function if exists refresh_search_of_event();

create or replace function refresh_search_of_venue() returns trigger language plpgsql
  set search_path from current as $$
begin
  perform refresh_and_log_events(array(select id from event where venue_id = new.id));
  return null;
end
$$;

comment on function refresh_search_of_venue is 'After a searchable column of a venue changed: refreshes all events there.';

create or replace trigger venue_refresh_search after update on venue
  for each row when (
    (old.name, old.city, old.state, old.country, old.country_code, old.latitude, old.longitude)
    is distinct from
    (new.name, new.city, new.state, new.country, new.country_code, new.latitude, new.longitude)
  ) execute function refresh_search_of_venue();

create or replace function refresh_search_of_organizer() returns trigger language plpgsql
  set search_path from current as $$
begin
  perform refresh_and_log_events(array(select event_id from event_organizer where organizer_id = new.id));
  return null;
end
$$;

comment on function refresh_search_of_organizer is 'After an organizer was renamed: refreshes all its events.';

create or replace trigger organizer_refresh_search after update on organizer
  for each row when (old.name is distinct from new.name) execute function refresh_search_of_organizer();

create or replace function refresh_search_of_performer() returns trigger language plpgsql
  set search_path from current as $$
begin
  perform refresh_and_log_events(array(select event_id from event_performer where performer_id = new.id));
  return null;
end
$$;

comment on function refresh_search_of_performer is 'After a performer was renamed: refreshes all its events.';

create or replace trigger performer_refresh_search after update on performer
  for each row when (old.name is distinct from new.name) execute function refresh_search_of_performer();

-- This file runs again only after it was edited. Rows may then differ from the view: they get the values of new columns. If
-- many differ, it is faster to make the indexes anew.
do $$
declare
  stale constant uuid[] := array(
    select event_id
    from event_search_fresh as fresh left join event_search as kept using (event_id)
    where kept.* is distinct from fresh.*
    order by event_id
  );
begin
  if cardinality(stale) > 1000 and cardinality(stale) > (select count(*) / 10 from event_search) then
    perform refill_event_search();
  else
    perform refresh_event_search(stale);
  end if;
end
$$;
