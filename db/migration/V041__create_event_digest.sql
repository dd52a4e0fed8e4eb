-- What an event looked like when it was last logged, reduced to a number for each field that clients can ask for: to
-- tell which fields a change has changed, of an event with all its parts, without keeping all of them twice.
create table event_digest (
  event_id uuid primary key references event on delete cascade,
  fields jsonb not null
);

comment on table event_digest is 'The fields of an event as of its latest change, each as a number made of its value.';

create function digest_of(value text) returns bigint
  language sql immutable parallel safe
  return hashtextextended(value, 0);

create view event_digest_fresh as
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
  'interestedCount', event.interested_count,
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

insert into event_digest select * from event_digest_fresh;
