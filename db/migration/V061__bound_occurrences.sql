-- An occurrence in progress started no longer ago than the longest one of its event lasts, so its index is read from there on instead
-- of from the first occurrence. R__event_search.sql sets the value of the rows that exist.
alter table event_search add column longest_occurrence interval;

comment on column event_search.longest_occurrence is
  'The longest time from the start to over_at of the rows of the event in occurrence, in hours and smaller units; null without any.';

-- Whether an event recurs or is published is compared within the index, before a row is read: events that recur often start before all
-- others, and a scan along time would read them all to leave them out. Columns after the event do not change the order.
drop index event_search_by_start;
create index event_search_by_start on event_search (starts_at, event_id, recurs, published)
  include (status, attendance_mode, has_image, ticket_availability, price_kinds, interested_count, start_time, start_day, end_day);
drop index event_search_by_day_and_start;
create index event_search_by_day_and_start on event_search (start_day, starts_at, event_id, recurs, published);
drop index event_search_by_weekday_and_start;
create index event_search_by_weekday_and_start on event_search (start_weekday, starts_at, event_id, recurs, published);

-- Without its start, events with at least some number of interested people were read from the index of starts.
drop index event_search_by_interest;
create index event_search_by_interest on event_search (interested_count, event_id, recurs, published) include (starts_at);

-- The few occurrences with a status of their own.
create index occurrence_by_status on occurrence (status, event_id) where status <> 'SCHEDULED';

-- A map asks for each event in view whether it has an occurrence in the period.
drop index event_search_by_map_cell;
create index event_search_by_map_cell on event_search (map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id, longest_occurrence)
  where map_cell is not null;
