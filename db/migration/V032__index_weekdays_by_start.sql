-- The events of a weekday, soonest first: there are too many of them to gather and sort.
create index event_search_by_weekday_and_start on event_search (start_weekday, starts_at, event_id);
drop index event_search_by_weekday;
