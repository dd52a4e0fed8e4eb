-- Fills an empty database with :events events, a twentieth as many venues and a fiftieth as many organizers, three
-- tickets and five questions an event. The same numbers give the same rows. Run it by psql with -v events=100000.
\set ON_ERROR_STOP on
begin;
-- The triggers that count versions would only slow this down: nothing here is changed after it was inserted.
set local session_replication_role = replica;
set local timezone = 'UTC';

create function pg_temp.key(kind text, number bigint) returns uuid immutable language sql
  return overlay(md5(kind || number) placing '7' from 13 for 1)::uuid;

insert into venue (id, name, full_address, city, state, country, country_code, latitude, longitude)
select pg_temp.key('venue', n), 'Hall ' || n, n || ' High Street, City ' || n % 97 || ', Country', 'City ' || n % 97, 'ST',
  'United States', 'US', (n * 7919 % 180000) / 1000.0 - 89.999, (n * 104729 % 360000) / 1000.0 - 179.999
from generate_series(1, :events::bigint / 20) as n;

insert into organizer (id, name, url, source_id, description)
select pg_temp.key('organizer', n), 'Society ' || n, 'https://listings.example/org/' || n, n,
  'Society ' || n || ' has held concerts, talks and fairs in town for many years.'
from generate_series(1, :events::bigint / 50) as n;

insert into event (id, url, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source,
  attendance_mode, interested_count, venue_id)
select pg_temp.key('event', n), 'https://listings.example/events/' || n, 'Evening number ' || n || ' at the hall',
  repeat('An evening of music, words and good company for everybody in town. ', 4 + (n % 5)::int), starts_at, starts_at,
  'UTC', 'MINUTE', 'VENUE', 'OFFLINE', (n * 31) % 1000, pg_temp.key('venue', 1 + (n * 7919) % (:events / 20))
from generate_series(1, :events::bigint) as n,
  lateral (select timestamp '2026-01-01' + ((n * 104729) % 1051200) * interval '1 minute' as starts_at) as time;

insert into event_organizer (event_id, position, organizer_id, starts_at)
select pg_temp.key('event', n), 0, pg_temp.key('organizer', 1 + (n * 7919) % (:events / 50)), event.starts_at
from generate_series(1, :events::bigint) as n join event on event.id = pg_temp.key('event', n);

insert into category (slug, name)
select 'category-' || n, 'Category ' || n from generate_series(0, 19) as n;

insert into event_category (event_id, position, category_slug)
select pg_temp.key('event', n), 0, 'category-' || n % 20 from generate_series(1, :events::bigint) as n;

insert into ticket (event_id, position, name, url, price_kind, price_amount, price_currency, availability)
select pg_temp.key('event', n), place, 'Ticket ' || place, 'https://tickets.example/' || n || '/' || place, 'PAID',
  10 + place * 5, 'EUR', 'IN_STOCK'
from generate_series(1, :events::bigint) as n, generate_series(0, 2) as place
order by n, place;

insert into faq (event_id, position, question, answer)
select pg_temp.key('event', n), place, 'What about question ' || place || ' of this evening?',
  'The answer to question ' || place || ' is that everybody is welcome, with or without a seat.'
from generate_series(1, :events::bigint) as n, generate_series(0, 4) as place
order by n, place;

insert into image (event_id, position, url, alt, role)
select pg_temp.key('event', n), 0, 'https://images.example/' || n || '.jpg', 'The hall at night', 'BANNER'
from generate_series(1, :events::bigint) as n;
commit;
analyze;
