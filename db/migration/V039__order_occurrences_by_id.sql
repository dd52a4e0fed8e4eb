-- Of several occurrences of an event at the same time the one with the lowest id is the first. Whether an event has an occurrence
-- that fits a filter, or an earlier one, is answered without reading the table.
drop index occurrence_of_event;
create index occurrence_of_event on occurrence (event_id, starts_at, id)
  include (over_at, status, start_day, end_day, start_weekday, start_time, start_local);
