alter table event_search add column published boolean not null default true;
alter table event_search alter column published drop default;

comment on column event_search.published is 'Whether everybody sees the event; false for a draft.';

create or replace view event_search_fresh as
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
    || setweight(to_tsvector('listing', coalesce(event.description, '')), 'D') as words,
  event.published_at is not null as published
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

create or replace function refresh_event_search(events uuid[]) returns void language plpgsql as $$
begin
  insert into event_search select * from event_search_fresh where event_id = any(events)
  on conflict (event_id) do update set
    (version, name, name_key, starts_at, over_at, duration_class, start_day, start_weekday, start_time, status, attendance_mode,
      interested_count, created_at, updated_at, venue_id, city, state, country_code, latitude, longitude, place,
      organizer_ids, categories, price_kinds, currencies, least_prices, has_image, words, published)
    = (excluded.version, excluded.name, excluded.name_key, excluded.starts_at, excluded.over_at, excluded.duration_class, excluded.start_day,
      excluded.start_weekday, excluded.start_time, excluded.status, excluded.attendance_mode,
      excluded.interested_count, excluded.created_at, excluded.updated_at, excluded.venue_id, excluded.city,
      excluded.state, excluded.country_code, excluded.latitude, excluded.longitude, excluded.place,
      excluded.organizer_ids, excluded.categories, excluded.price_kinds, excluded.currencies, excluded.least_prices,
      excluded.has_image, excluded.words, excluded.published);
  -- In the order of the words, so that two transactions never wait for each other.
  insert into search_word
  select distinct word
  from event_search, unnest(tsvector_to_array(words)) as word
  where event_id = any(events) and word ~ '^[[:alpha:]]{4,30}$'
  order by word
  on conflict do nothing;
end
$$;

-- Nearly every row is published, so no index leads to those that are. The ones that lists are walked and counted along
-- say it of each row, so that the table need not be read for it.
drop index event_search_by_start, event_search_by_interest, event_search_by_creation, event_search_by_update,
  event_search_by_name, event_search_by_duration, event_search_by_venue;
create index event_search_by_start on event_search (starts_at, event_id) include (published);
create index event_search_by_interest on event_search (interested_count, event_id) include (published);
create index event_search_by_creation on event_search (created_at, event_id) include (published);
create index event_search_by_update on event_search (updated_at, event_id) include (published);
create index event_search_by_name on event_search (name, event_id) include (published);
create index event_search_by_duration on event_search (duration_class, starts_at, event_id) include (published)
  where duration_class is not null;
create index event_search_by_venue on event_search (venue_id, starts_at, event_id) include (published);
