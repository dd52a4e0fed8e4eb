-- Whether an earlier occurrence overlaps a period is answered within the index, and whether an event that recurs is visible, too.
drop index occurrence_by_gap;
drop index occurrence_by_gap_and_local_start;
create index occurrence_by_gap on occurrence (gap_class, starts_at, preceded_until, preceded_day, event_id)
  where gap_class >= 0;
create index occurrence_by_gap_and_local_start on occurrence (gap_class, start_local, preceded_until, preceded_day, event_id)
  where gap_class >= 0;

drop index event_search_recurring;
create index event_search_recurring on event_search (event_id) include (published, status) where recurs;

-- The few events whose status all their occurrences have.
create index event_search_recurring_called_off on event_search (event_id, status)
  where recurs and status in ('CANCELLED', 'POSTPONED');
