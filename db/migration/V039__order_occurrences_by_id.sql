-- Of several occurrences of an event at the same time the one with the lowest id is the first.
drop index occurrence_of_event;
create index occurrence_of_event on occurrence (event_id, starts_at, id) include (over_at, status);
