create table event_search (
  event_id uuid primary key references event on delete cascade,
  version bigint not null,
  published boolean not null,
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
  'The values by which events are found, ordered and counted: one row an event. Triggers copy it from the view event_search_fresh.';
comment on column event_search.version is 'The version of the event from which the row was made.';
comment on column event_search.published is 'Whether the event is public; false for a draft.';
comment on column event_search.name_key is 'The search_key of the name.';
comment on column event_search.over_at is
  'The end. If it is unknown, the end of the day for an event of which only the day is known, else the start.';
comment on column event_search.duration_class is
  'The least n for which the event lasts no longer than 4^n hours; 12 for everything longer; null without duration.';
comment on column event_search.start_weekday is '1 is Monday, 7 is Sunday; at the venue.';
comment on column event_search.start_time is 'At the venue; null if only the day is known.';
comment on column event_search.interested_count is 'The number that the listing states plus the number of rows in interest.';
comment on column event_search.city is 'Null, like all columns that describe the place, for an event that takes place online.';
comment on column event_search.price_kinds is 'The kinds of its tickets; UNKNOWN without tickets.';
comment on column event_search.least_prices is 'The lowest price in each currency.';
comment on column event_search.words is
  'Weights: A the name; B venue, organizers and categories; C city, state and country; D the description.';

-- One index for each order; scanned forward or backward it serves both directions. Nearly every row is published, so
-- no index leads to those that are. The indexes that lists and counts scan include the column, so that these scans do
-- not read the table for it.
create index event_search_by_start on event_search (starts_at, event_id) include (published);
create index event_search_by_interest on event_search (interested_count, event_id) include (published);
create index event_search_by_creation on event_search (created_at, event_id) include (published);
create index event_search_by_update on event_search (updated_at, event_id) include (published);
create index event_search_by_name on event_search (name, event_id) include (published);
create index event_search_by_venue on event_search (venue_id, starts_at, event_id) include (published);

-- For the events that began before a moment and still last: of each class, only those that began within its longest
-- duration before that moment.
create index event_search_by_duration on event_search (duration_class, starts_at, event_id) include (published)
  where duration_class is not null;

-- The events of a weekday, soonest first: there are too many of them to collect and sort.
create index event_search_by_weekday_and_start on event_search (start_weekday, starts_at, event_id);
create index event_search_by_time on event_search (start_time);

create index event_search_by_place on event_search using gist (place);
create index event_search_by_map on event_search using gist (point(longitude, latitude));
create index event_search_by_city on event_search (lower(city));
create index event_search_by_state on event_search (lower(state));
create index event_search_by_country on event_search (country_code);
create index event_search_by_status on event_search (status);
create index event_search_by_attendance_mode on event_search (attendance_mode);
create index event_search_by_image on event_search (has_image);

-- The GIN indexes have no pending list (fastupdate), which every search would have to read.
create index event_search_by_sets on event_search
  using gin (categories, organizer_ids, price_kinds, currencies) with (fastupdate = off);
create index event_search_by_name_key on event_search using gin (name_key gin_trgm_ops) with (fastupdate = off);
create index event_search_by_words on event_search using gin (words) with (fastupdate = off);

-- Relevance ranks events with the words in their name first, then those with the words anywhere but in the description.
-- Each rank has its own index: the index of all words also returns every event with the words in its description, of
-- which there may be a hundred times as many.
create index event_search_by_name_words on event_search
  using gin (ts_filter(words, '{a}')) with (fastupdate = off);
create index event_search_by_telling_words on event_search
  using gin (ts_filter(words, '{a,b,c}')) with (fastupdate = off);
