-- Lists, filters and the log know one number: what the listing told, and who said so here.
create or replace view event_search_fresh as
select event.id as event_id, event.version, event.name, search_key(event.name) as name_key, event.starts_at,
  over_at.value as over_at, duration_class(over_at.value - event.starts_at) as duration_class,
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
        select string_agg(organizer.name, ' | ' order by event_organizer.position)
        from event_organizer join organizer on organizer.id = event_organizer.organizer_id
        where event_organizer.event_id = event.id
      ),
      (
        select string_agg(category.name, ' | ' order by event_category.position)
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

create or replace view event_digest_fresh as
select event.id as event_id, jsonb_build_object(
  'url', digest_of(event.url),
  'name', digest_of(event.name),
  'description', digest_of(event.description),
  'start', digest_of(concat_ws('|', event.start_local, event.start_zone, event.start_precision,
    event.start_zone_source, extract(epoch from event.starts_at))),
  'end', digest_of(concat_ws('|', event.end_local, event.end_zone, event.end_precision,
    event.end_zone_source, extract(epoch from event.ends_at))),
  'status', digest_of(event.status),
  'attendanceMode', digest_of(event.attendance_mode),
  'interestedCount', event.interested_count + event.interests,
  'venue', (
    select digest_of((to_jsonb(venue) - '{version,created_at,updated_at}'::text[])::text)
    from venue where venue.id = event.venue_id
  ),
  'organizer', (
    select digest_of((to_jsonb(organizer) - '{version,created_at,updated_at}'::text[])::text)
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id and event_organizer.position = 0
  ),
  'organizers', (
    select digest_of(string_agg(
      (to_jsonb(organizer) - '{version,created_at,updated_at}'::text[])::text, ' ' order by event_organizer.position
    ))
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id
  ),
  'categories', (
    select digest_of(string_agg(category::text, ' ' order by position))
    from event_category join category on category.slug = event_category.category_slug
    where event_id = event.id
  ),
  'tickets', (
    select digest_of(string_agg(ticket::text, ' ' order by position)) from ticket where event_id = event.id
  ),
  'gallery', (select digest_of(string_agg(image::text, ' ' order by position)) from image where event_id = event.id),
  'faqs', (select digest_of(string_agg(faq::text, ' ' order by position)) from faq where event_id = event.id),
  'structuredData', (select digest_of(source) from structured_data where event_id = event.id),
  'sources', (
    select digest_of(string_agg(
      concat_ws('|', name, source_id, url, affiliate_id, document_hash, extract(epoch from imported_at)), ' '
      order by name, source_id
    ))
    from listing_source where event_id = event.id
  )
) as fields
from event;
