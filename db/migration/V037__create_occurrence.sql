create table recurrence (
  event_id uuid primary key references event on delete cascade,
  rules text[] not null default '{}' check (cardinality(rules) <= 10 and array_position(rules, null) is null),
  additional_starts timestamp(0)[] not null default '{}'
    check (cardinality(additional_starts) <= 5000 and array_position(additional_starts, null) is null),
  excluded_starts timestamp(0)[] not null default '{}'
    check (cardinality(excluded_starts) <= 5000 and array_position(excluded_starts, null) is null),
  source text check (char_length(source) between 1 and 200000),
  expanded_from date,
  expanded_to date,
  check (cardinality(rules) + cardinality(additional_starts) > 0),
  check (num_nonnulls(expanded_from, expanded_to) in (0, 2))
);

comment on table recurrence is
  'When an event takes place more than once: by rules of RFC 5545, on further dates, or both. The first occurrence is the start of the event. All times are local times in the zone of that start.';
comment on column recurrence.rules is 'The values of RRULE, such as FREQ=WEEKLY;BYDAY=TU.';
comment on column recurrence.additional_starts is 'RDATE: further starts; midnight if the event has the precision DAY.';
comment on column recurrence.excluded_starts is 'EXDATE: starts at which it does not take place.';
comment on column recurrence.source is 'The recurrence as the document had it: iCalendar lines, or eventSchedule as JSON.';
comment on column recurrence.expanded_from is
  'The first day from which the rows in occurrence were made; null if they have to be made anew.';
comment on column recurrence.expanded_to is 'The last day, inclusive, up to which the rows in occurrence were made.';

create index recurrence_by_expansion on recurrence (expanded_to nulls first);

create table occurrence_change (
  event_id uuid not null references recurrence on delete cascade,
  original_start timestamp(0) not null,
  starts_at timestamptz(3),
  start_local timestamp(0),
  start_zone text,
  start_precision text check (start_precision in ('DAY', 'MINUTE')),
  start_zone_source text check (start_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  ends_at timestamptz(3),
  end_local timestamp(0),
  end_zone text,
  end_precision text check (end_precision in ('DAY', 'MINUTE')),
  end_zone_source text check (end_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  status text check (status in ('SCHEDULED', 'CANCELLED', 'POSTPONED', 'RESCHEDULED', 'MOVED_ONLINE')),
  cancellation_reason text check (char_length(cancellation_reason) between 1 and 2000),
  primary key (event_id, original_start),
  check (num_nonnulls(starts_at, start_local, start_zone, start_precision, start_zone_source) in (0, 5)),
  check (num_nonnulls(ends_at, end_local, end_zone, end_precision, end_zone_source) in (0, 5)),
  check (ends_at >= starts_at)
);

comment on table occurrence_change is
  'How one occurrence differs from the recurrence: another time, another status, or both. Null in a column means as the recurrence has it.';
comment on column occurrence_change.original_start is
  'RECURRENCE-ID: the local start by the recurrence, which identifies the occurrence wherever it is moved.';

create table occurrence (
  id uuid primary key,
  event_id uuid not null references event on delete cascade,
  original_start timestamp(0) not null,
  starts_at timestamptz(3) not null,
  start_local timestamp(0) not null,
  start_zone text not null,
  start_precision text not null check (start_precision in ('DAY', 'MINUTE')),
  start_zone_source text not null check (start_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  ends_at timestamptz(3),
  end_local timestamp(0),
  end_zone text,
  end_precision text check (end_precision in ('DAY', 'MINUTE')),
  end_zone_source text check (end_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  previous_starts_at timestamptz(3),
  previous_start_local timestamp(0),
  previous_start_zone text,
  previous_start_precision text check (previous_start_precision in ('DAY', 'MINUTE')),
  previous_start_zone_source text check (previous_start_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  status text not null
    check (status in ('SCHEDULED', 'CANCELLED', 'POSTPONED', 'RESCHEDULED', 'MOVED_ONLINE')),
  cancellation_reason text check (char_length(cancellation_reason) between 1 and 2000),
  over_at timestamptz(3) not null generated always as (
    coalesce(
      ends_at,
      case start_precision
        when 'DAY' then (start_local + interval '1 day') at time zone start_zone
        else starts_at
      end
    )
  ) stored,
  duration_class smallint generated always as (
    case when coalesce(ends_at, case start_precision
        when 'DAY' then (start_local + interval '1 day') at time zone start_zone end) > starts_at
      then least(12, greatest(0, ceil(log(4, (extract(epoch from coalesce(ends_at, case start_precision
        when 'DAY' then (start_local + interval '1 day') at time zone start_zone end) - starts_at) / 3600)::numeric))))::smallint
    end
  ) stored,
  start_day date not null generated always as (start_local::date) stored,
  end_day date not null generated always as (
    greatest(
      start_local,
      case end_precision when 'MINUTE' then end_local - interval '1 microsecond' else end_local end
    )::date
  ) stored,
  start_weekday smallint not null generated always as (extract(isodow from start_local)::smallint) stored,
  start_time time(0) generated always as (case start_precision when 'MINUTE' then start_local::time(0) end) stored,
  preceded_until timestamptz not null default '0001-01-01 00:00Z',
  gap_class smallint not null default 0,
  unique (event_id, original_start),
  check (ends_at >= starts_at),
  check (num_nonnulls(ends_at, end_local, end_zone, end_precision, end_zone_source) in (0, 5))
);

comment on table occurrence is
  'The occurrences of events with a recurrence, from two years before to two years after now; made from recurrence and occurrence_change. An event without a recurrence has no row: it occurs once, at its own start.';
comment on column occurrence.id is 'The id of the event if the original start is that of the event; otherwise derived from both.';
comment on column occurrence.original_start is 'The local start by the recurrence, which never changes.';
comment on column occurrence.status is 'Its own status; of a cancelled or postponed event, all occurrences have the status of the event.';
comment on column occurrence.over_at is 'As in event_search, like the columns up to start_time.';
comment on column occurrence.preceded_until is
  'The end of the earlier occurrences of the event, or a microsecond after the start of one without duration: of a period that begins before, an earlier occurrence is the first. the year 1 without any, and in the gap class 0.';
comment on column occurrence.gap_class is
  'The least n for which the time from preceded_until to the start is not longer than the n-th of gap_limits(); one more than their number for a longer time, and without an earlier occurrence; 0 if an earlier one ends after the start or starts on a later local day.';

create index occurrence_by_start on occurrence (starts_at, event_id);
create index occurrence_of_event on occurrence (event_id, starts_at, original_start) include (over_at, status);
create index occurrence_by_duration on occurrence (duration_class, starts_at, event_id) where duration_class is not null;
create index occurrence_by_day_and_start on occurrence (start_day, starts_at, event_id);
create index occurrence_by_weekday_and_start on occurrence (start_weekday, starts_at, event_id);
create index occurrence_by_local_start on occurrence (start_local, event_id);
-- The condition is true of all rows. It keeps these indexes from statements that have none on the class.
create index occurrence_by_gap on occurrence (gap_class, starts_at, preceded_until, event_id) where gap_class >= 0;
create index occurrence_by_gap_and_local_start on occurrence (gap_class, start_local, preceded_until, event_id)
  where gap_class >= 0;
