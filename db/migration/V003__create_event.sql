create table event (
  id uuid primary key,
  url text unique check (url ~ '^https?://' and char_length(url) <= 2048),
  name text not null check (char_length(name) between 1 and 500),
  description text check (char_length(description) between 1 and 200000),
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
  status text not null default 'SCHEDULED'
    check (status in ('SCHEDULED', 'CANCELLED', 'POSTPONED', 'RESCHEDULED', 'MOVED_ONLINE')),
  cancellation_reason text check (char_length(cancellation_reason) between 1 and 2000),
  attendance_mode text not null default 'UNKNOWN'
    check (attendance_mode in ('OFFLINE', 'ONLINE', 'MIXED', 'UNKNOWN')),
  interested_count integer not null default 0 check (interested_count >= 0),
  interests integer not null default 0 check (interests >= 0),
  venue_id uuid references venue,
  published_at timestamptz(3) default now(),
  version bigint not null default 1,
  edited_version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (id, starts_at),
  check (ends_at >= starts_at),
  check (num_nonnulls(ends_at, end_local, end_zone, end_precision, end_zone_source) in (0, 5)),
  check (start_local = date_trunc(case start_precision when 'DAY' then 'day' else 'minute' end, start_local)),
  check (end_local = date_trunc(case end_precision when 'DAY' then 'day' else 'minute' end, end_local)),
  check (
    num_nonnulls(
      previous_starts_at, previous_start_local, previous_start_zone, previous_start_precision, previous_start_zone_source
    ) in (0, 5)
  ),
  check (
    previous_start_local
      = date_trunc(case previous_start_precision when 'DAY' then 'day' else 'minute' end, previous_start_local)
  )
);

comment on table event is 'Something that takes place at a time, listed for the public.';
comment on column event.starts_at is 'The instant; for precision DAY the first instant of the day start_local in start_zone.';
comment on column event.start_local is 'The local time at the venue, as the listing states it; starts_at is derived from it.';
comment on column event.start_zone is 'IANA time zone name.';
comment on column event.start_zone_source is 'Where the zone comes from: stated by the listing, from the venue, or assumed (UTC).';
comment on column event.ends_at is 'The instant; for precision DAY the end of the day end_local, which is the last day.';
comment on column event.previous_starts_at is 'The start before the event was last rescheduled; null if it never was.';
comment on column event.cancellation_reason is 'Why the event was cancelled, for the public.';
comment on column event.interested_count is
  'The number of interested people that the listing states. Those who expressed interest here are counted in interests.';
comment on column event.interests is 'The number of rows in interest for the event.';
comment on column event.published_at is
  'Since when the event is public; null for a draft. The default makes imported events public.';
comment on column event.version is
  'Incremented by every change of the event and of the rows that belong to it, so that caches and concurrent edits notice.';
comment on column event.edited_version is
  'The version that the last edit left. A new interest increments version alone: it does not conflict with edits.';
comment on column event.updated_at is 'The time of the last edit; interests do not count.';

create index event_by_venue on event (venue_id);
