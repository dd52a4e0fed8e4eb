-- The number of upcoming events only changes with an event or when one ends, so it is stored with the time for which it holds.
-- A writer adds a row to a table of its own instead of changing the number, so that writers never wait for one another.
create table venue_event_count (
  venue_id uuid primary key references venue on delete cascade,
  events integer not null default 0,
  counted_at timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity'
);

comment on table venue_event_count is
  'The number of upcoming events of each venue. It holds from counted_at until before valid_until, while venue_recount has no row of the venue.';
comment on column venue_event_count.events is 'The number of published events that are not over, at most 10,000.';
comment on column venue_event_count.valid_until is 'When the first of them ends.';

create index venue_event_count_by_events on venue_event_count (events, venue_id) include (counted_at, valid_until);
create index venue_event_count_by_start on venue_event_count (counted_at);
create index venue_event_count_by_end on venue_event_count (valid_until);

create table venue_recount (venue_id uuid not null);

comment on table venue_recount is
  'One row for each change of a published event at a venue since its events were counted. Without a key, so that it is written without waiting.';

create table organizer_event_count (
  organizer_id uuid primary key references organizer on delete cascade,
  events integer not null default 0,
  counted_at timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity'
);

comment on table organizer_event_count is 'Like venue_event_count, for organizers.';

create index organizer_event_count_by_events on organizer_event_count (events, organizer_id) include (counted_at, valid_until);
create index organizer_event_count_by_start on organizer_event_count (counted_at);
create index organizer_event_count_by_end on organizer_event_count (valid_until);

create table organizer_recount (organizer_id uuid not null);

comment on table organizer_recount is 'Like venue_recount, for organizers.';
