-- R__event_search.sql sets the values of the rows that exist.
alter table event_search
  add column recurs boolean not null default false,
  add column occurrence_id uuid not null default '00000000-0000-0000-0000-000000000000',
  add column occurrences jsonb;
alter table event_search
  alter column recurs drop default,
  alter column occurrence_id drop default;

comment on column event_search.recurs is
  'Whether the event has rows in occurrence. Columns of time and status are those of the event itself, except for over_at and duration_class.';
comment on column event_search.occurrence_id is
  'The first row of the event in occurrence; the id of the event if it has none.';
comment on column event_search.occurrences is
  'The rows of the event in occurrence as compact_occurrences returns them; null without any.';
comment on column event_search.over_at is
  'The end. If it is unknown, the end of the day for an event of which only the day is known, else the start. Of an event that recurs, the latest of its rows in occurrence.';
comment on column event_search.duration_class is
  'The least n for which the event lasts no longer than 4^n hours; 12 for everything longer; null without duration and for an event that recurs.';

-- Lists by time read events that occur once from these indexes, without reading the table for it, and those that recur from
-- occurrence.
drop index event_search_by_start;
drop index event_search_by_venue;
drop index event_search_by_duration;
drop index event_search_by_day_and_start;
drop index event_search_by_local_start;
drop index event_search_by_map_cell;
create index event_search_by_start on event_search (starts_at, event_id)
  include (published, recurs, status, attendance_mode, has_image, ticket_availability, price_kinds, interested_count);
drop index event_search_by_status;
create index event_search_by_status on event_search (status) include (published, recurs);
create index event_search_by_venue on event_search (venue_id, starts_at, event_id) include (published, recurs);
create index event_search_by_duration on event_search (duration_class, starts_at, event_id) include (published, recurs)
  where duration_class is not null;
create index event_search_by_day_and_start on event_search (start_day, starts_at, event_id) include (published, recurs);
create index event_search_by_local_start on event_search (start_local, event_id) include (published, recurs);
create index event_search_by_map_cell on event_search (map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id)
  where map_cell is not null;

create index event_search_recurring on event_search (event_id) where recurs;
