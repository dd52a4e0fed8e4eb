-- Counts that these filters restrict read only the index. The columns are short, since an index entry has at most 2,704 bytes.
drop index event_search_by_start;
create index event_search_by_start on event_search (starts_at, event_id)
  include (published, status, attendance_mode, has_image, ticket_availability, price_kinds, interested_count);

drop index event_search_by_status;
create index event_search_by_status on event_search (status) include (published);
drop index event_search_by_attendance_mode;
create index event_search_by_attendance_mode on event_search (attendance_mode) include (published);
drop index event_search_by_image;
create index event_search_by_image on event_search (has_image) include (published);
