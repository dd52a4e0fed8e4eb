-- What was announced, from when on, and what became of it, are fields that clients can ask for too.
create or replace view event_digest_fresh as
select event.id as event_id, jsonb_build_object(
  'url', digest_of(event.url),
  'name', digest_of(event.name),
  'description', digest_of(event.description),
  'start', digest_of(concat_ws('|', event.start_local, event.start_zone, event.start_precision,
    event.start_zone_source, extract(epoch from event.starts_at))),
  'previousStart', digest_of(concat_ws('|', event.previous_start_local, event.previous_start_zone,
    event.previous_start_precision, event.previous_start_zone_source, extract(epoch from event.previous_starts_at))),
  'end', digest_of(concat_ws('|', event.end_local, event.end_zone, event.end_precision,
    event.end_zone_source, extract(epoch from event.ends_at))),
  'status', digest_of(event.status),
  'cancellationReason', digest_of(event.cancellation_reason),
  'publishedAt', digest_of(extract(epoch from event.published_at)::text),
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

-- Else the next change of each event would seem to have changed them.
update event_digest set fields = fields || jsonb_build_object(
  'previousStart', digest_of(concat_ws('|', event.previous_start_local, event.previous_start_zone,
    event.previous_start_precision, event.previous_start_zone_source, extract(epoch from event.previous_starts_at))),
  'cancellationReason', digest_of(event.cancellation_reason),
  'publishedAt', digest_of(extract(epoch from event.published_at)::text)
)
from event
where event.id = event_digest.event_id;
