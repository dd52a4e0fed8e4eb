alter table event add column calendar_sequence integer not null default 0 check (calendar_sequence >= 0);

comment on column event.calendar_sequence is
  'SEQUENCE of iCalendar: incremented by each change of time, place or status, so that calendars know which copy is the later one.';
