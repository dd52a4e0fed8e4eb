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
  status text not null default 'SCHEDULED'
    check (status in ('SCHEDULED', 'CANCELLED', 'POSTPONED', 'RESCHEDULED', 'MOVED_ONLINE')),
  attendance_mode text not null default 'UNKNOWN'
    check (attendance_mode in ('OFFLINE', 'ONLINE', 'MIXED', 'UNKNOWN')),
  interested_count integer not null default 0 check (interested_count >= 0),
  venue_id uuid references venue,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (id, starts_at),
  check (ends_at >= starts_at),
  check (num_nonnulls(ends_at, end_local, end_zone, end_precision, end_zone_source) in (0, 5)),
  check (start_local = date_trunc(case start_precision when 'DAY' then 'day' else 'minute' end, start_local)),
  check (end_local = date_trunc(case end_precision when 'DAY' then 'day' else 'minute' end, end_local))
);

comment on table event is 'Something that takes place at a time, listed for the public.';
comment on column event.starts_at is 'The moment; for precision DAY the first moment of start_local''s day in start_zone.';
comment on column event.start_local is 'What a clock at the venue shows; this is what the listing said, starts_at follows from it.';
comment on column event.start_zone is 'IANA time zone name.';
comment on column event.start_zone_source is 'How the zone is known: stated by the listing, from the venue, or assumed (UTC).';
comment on column event.ends_at is 'The moment; for precision DAY the end of end_local''s day, which is the last one.';

create index event_by_start on event (starts_at, id);
create index event_by_venue on event (venue_id, starts_at, id);

create trigger event_next_version before update on event
  for each row when (old.* is distinct from new.*) execute function next_version();
