-- R__event_search.sql sets the values of the rows that exist.
alter table event_search
  add column end_day date not null default '-infinity',
  add column start_local timestamp(0) not null default '-infinity';
alter table event_search
  alter column end_day drop default,
  alter column start_local drop default;

comment on column event_search.start_day is 'The first day at the venue.';
comment on column event_search.end_day is
  'The last day at the venue. An event that ends at midnight does not last over the day that begins then; without an end it is over on its first day.';
comment on column event_search.start_local is 'The local start at the venue; midnight if only the day is known.';

-- The events of a day, soonest first, and all events by local time.
create index event_search_by_day_and_start on event_search (start_day, starts_at, event_id) include (published);
create index event_search_by_local_start on event_search (start_local, event_id) include (published);
