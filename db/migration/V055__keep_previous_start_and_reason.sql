-- What becomes of an event after it was announced.
alter table event
  add column previous_starts_at timestamptz(3),
  add column previous_start_local timestamp(0),
  add column previous_start_zone text,
  add column previous_start_precision text check (previous_start_precision in ('DAY', 'MINUTE')),
  add column previous_start_zone_source text check (previous_start_zone_source in ('STATED', 'VENUE', 'ASSUMED')),
  add column cancellation_reason text check (char_length(cancellation_reason) between 1 and 2000),
  add check (
    num_nonnulls(
      previous_starts_at, previous_start_local, previous_start_zone, previous_start_precision, previous_start_zone_source
    ) in (0, 5)
  ),
  add check (
    previous_start_local
      = date_trunc(case previous_start_precision when 'DAY' then 'day' else 'minute' end, previous_start_local)
  );

comment on column event.previous_starts_at is 'When it was to begin before it was last rescheduled; null if it never was.';
comment on column event.cancellation_reason is 'Why it was cancelled, for the public.';
