create function place_on_earth(latitude double precision, longitude double precision) returns cube
  language sql immutable strict parallel safe
  return cube(array[cosd(latitude) * cosd(longitude), cosd(latitude) * sind(longitude), sind(latitude)]);

comment on function place_on_earth is
  'A point on the unit sphere. The straight line between two of them, the chord, grows with the way over the surface.';

create function duration_class(duration interval) returns smallint
  language sql immutable strict parallel safe
  return case when duration > interval '0'
    then least(12, greatest(0, ceil(log(4, (extract(epoch from duration) / 3600)::numeric))))::smallint
  end;

create table event_search (
  event_id uuid primary key references event on delete cascade,
  version bigint not null,
  name text not null,
  name_key text not null,
  starts_at timestamptz(3) not null,
  over_at timestamptz(3) not null,
  duration_class smallint,
  start_day date not null,
  start_weekday smallint not null,
  start_time time(0),
  status text not null,
  attendance_mode text not null,
  interested_count integer not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  venue_id uuid,
  city text,
  state text,
  country_code text,
  latitude double precision,
  longitude double precision,
  place cube,
  organizer_ids uuid[] not null,
  categories text[] not null,
  price_kinds text[] not null,
  currencies text[] not null,
  least_prices jsonb not null,
  has_image boolean not null,
  words tsvector not null
);

comment on table event_search is
  'What events are found, ordered and counted by: one row an event, made of it and of what belongs to it by triggers.';
comment on column event_search.version is 'The version of the event that the row was made of.';
comment on column event_search.over_at is
  'The end or, where none is known, the end of the day for an event of which only the day is known, else the start.';
comment on column event_search.duration_class is
  'The least n for which it lasts no longer than 4 to the power of n hours, 12 for all longer; null without duration.';
comment on column event_search.start_weekday is '1 is Monday, 7 is Sunday; at the venue.';
comment on column event_search.start_time is 'At the venue; null when only the day is known.';
comment on column event_search.city is 'Null, as all that says where, for an event that takes place online.';
comment on column event_search.price_kinds is 'Of its tickets; UNKNOWN without any.';
comment on column event_search.least_prices is 'The lowest price in each currency.';
comment on column event_search.words is
  'Weights: A the name, B who, where and what kind, C city and country, D the description.';

-- What the row of an event ought to be.
create view event_search_fresh as
select event.id as event_id, event.version, event.name, search_key(event.name) as name_key, event.starts_at,
  over_at.value as over_at, duration_class(over_at.value - event.starts_at) as duration_class,
  event.start_local::date as start_day, extract(isodow from event.start_local)::smallint as start_weekday,
  case event.start_precision when 'MINUTE' then event.start_local::time(0) end as start_time,
  event.status, event.attendance_mode, event.interested_count, event.created_at, event.updated_at,
  event.venue_id, place.city, place.state, place.country_code, place.latitude, place.longitude,
  place_on_earth(place.latitude, place.longitude) as place,
  array(
    select organizer_id from event_organizer where event_id = event.id order by position
  ) as organizer_ids,
  array(
    select category_slug from event_category where event_id = event.id order by position
  ) as categories,
  coalesce(
    (select array_agg(distinct price_kind) from ticket where event_id = event.id), '{UNKNOWN}'
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
  setweight(to_tsvector('listing', event.name), 'A')
    || setweight(to_tsvector('listing', concat_ws(' | ',
      venue.name,
      (
        select string_agg(organizer.name, ' | ')
        from event_organizer join organizer on organizer.id = event_organizer.organizer_id
        where event_organizer.event_id = event.id
      ),
      (
        select string_agg(category.name, ' | ')
        from event_category join category on category.slug = event_category.category_slug
        where event_category.event_id = event.id
      )
    )), 'B')
    || setweight(to_tsvector('listing', concat_ws(' | ', place.city, place.state, place.country)), 'C')
    || setweight(to_tsvector('listing', coalesce(event.description, '')), 'D') as words
from event
left join venue on venue.id = event.venue_id
left join venue as place on place.id = event.venue_id and event.attendance_mode <> 'ONLINE'
cross join lateral (
  select coalesce(
    event.ends_at,
    case event.start_precision
      when 'DAY' then (event.start_local + interval '1 day') at time zone event.start_zone
      else event.starts_at
    end
  ) as value
) as over_at;

create function refresh_event_search(events uuid[]) returns void language plpgsql as $$
begin
  insert into event_search select * from event_search_fresh where event_id = any(events)
  on conflict (event_id) do update set
    (version, name, name_key, starts_at, over_at, duration_class, start_day, start_weekday, start_time, status, attendance_mode,
      interested_count, created_at, updated_at, venue_id, city, state, country_code, latitude, longitude, place,
      organizer_ids, categories, price_kinds, currencies, least_prices, has_image, words)
    = (excluded.version, excluded.name, excluded.name_key, excluded.starts_at, excluded.over_at, excluded.duration_class, excluded.start_day,
      excluded.start_weekday, excluded.start_time, excluded.status, excluded.attendance_mode,
      excluded.interested_count, excluded.created_at, excluded.updated_at, excluded.venue_id, excluded.city,
      excluded.state, excluded.country_code, excluded.latitude, excluded.longitude, excluded.place,
      excluded.organizer_ids, excluded.categories, excluded.price_kinds, excluded.currencies, excluded.least_prices,
      excluded.has_image, excluded.words);
  -- In the order of the words, so that two transactions never wait for each other.
  insert into search_word
  select distinct word
  from event_search, unnest(tsvector_to_array(words)) as word
  where event_id = any(events) and word ~ '^[[:alpha:]]{4,30}$'
  order by word
  on conflict do nothing;
end
$$;

comment on function refresh_event_search is 'Makes the rows of these events what they ought to be.';

create function refill_event_search() returns void language plpgsql as $$
declare
  indexes text[] := array(
    select indexdef from pg_indexes where tablename = 'event_search' and indexname <> 'event_search_pkey'
  );
  index text;
begin
  for index in select indexname from pg_indexes
    where tablename = 'event_search' and indexname <> 'event_search_pkey'
  loop
    execute format('drop index %I', index);
  end loop;
  truncate event_search, search_word;
  insert into event_search select * from event_search_fresh;
  foreach index in array indexes loop
    execute index;
  end loop;
  insert into search_word
  select word from ts_stat('select words from event_search') where word ~ '^[[:alpha:]]{4,30}$';
end
$$;

comment on function refill_event_search is
  'Makes all rows anew, after events were loaded without triggers. Nothing can be searched in the meantime.';

-- An import changes an event and its parts one after the other, each time moving the version. This runs once all of it
-- is done, just before the commit, and finds by the version that it need not run again. What the row is made of is
-- locked against changes until the commit, since another transaction that changes it would not see this row.
create function refresh_search_of_event() returns trigger language plpgsql as $$
begin
  if exists (select from event_search where event_id = new.id
      and version = (select version from event where id = new.id)) then
    return null;
  end if;
  perform from venue where id = (select venue_id from event where id = new.id) for share;
  perform from organizer
    where id in (select organizer_id from event_organizer where event_id = new.id) order by id for share;
  perform refresh_event_search(array[new.id]);
  return null;
end
$$;

create constraint trigger event_refresh_search after insert or update on event
  deferrable initially deferred for each row execute function refresh_search_of_event();

create function refresh_search_of_venue() returns trigger language plpgsql as $$
begin
  perform refresh_event_search(array(select id from event where venue_id = new.id));
  return null;
end
$$;

create trigger venue_refresh_search after update on venue
  for each row when (
    (old.name, old.city, old.state, old.country, old.country_code, old.latitude, old.longitude)
    is distinct from
    (new.name, new.city, new.state, new.country, new.country_code, new.latitude, new.longitude)
  ) execute function refresh_search_of_venue();

create function refresh_search_of_organizer() returns trigger language plpgsql as $$
begin
  perform refresh_event_search(array(select event_id from event_organizer where organizer_id = new.id));
  return null;
end
$$;

create trigger organizer_refresh_search after update on organizer
  for each row when (old.name is distinct from new.name) execute function refresh_search_of_organizer();

select refill_event_search();
