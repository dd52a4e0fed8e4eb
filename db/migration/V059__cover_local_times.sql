-- Counts of days and of times of day read only the index. A last day is compared within the index: in the order of local starts,
-- those of a day and a half before a range of days were read from the table to be left out. For occurrences that costs no space,
-- since entries are aligned to eight bytes.
drop index event_search_by_start;
create index event_search_by_start on event_search (starts_at, event_id)
  include (published, recurs, status, attendance_mode, has_image, ticket_availability, price_kinds, interested_count,
    start_time, start_day, end_day);

-- The event follows the start, which is the order of lists: PostgreSQL would otherwise read occurrences of all classes in the order of
-- their starts, although a class may have none.
drop index occurrence_by_gap;
drop index occurrence_by_gap_and_local_start;
create index occurrence_by_gap on occurrence (gap_class, starts_at, event_id, preceded_until, preceded_day, end_day)
  where gap_class >= 0;
create index occurrence_by_gap_and_local_start
  on occurrence (gap_class, start_local, event_id, preceded_until, preceded_day, end_day) where gap_class >= 0;
