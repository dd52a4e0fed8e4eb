create or replace function id_of_occurrence(event_id uuid, original_start timestamp, event_start timestamp) returns uuid
  language sql immutable parallel safe
  return case when original_start = event_start then event_id
    else (
      select overlay(
          overlay(digest placing '3' from 13)
          placing substr('89ab', (('x' || substr(digest, 17, 1))::bit(4)::integer & 3) + 1, 1) from 17
        )::uuid
      from (select md5(event_id || ' ' || extract(epoch from original_start)::bigint) as digest) as name
    )
  end;

comment on function id_of_occurrence is
  'The id of a row in occurrence: that of the event if it is the one at the local start of the event, otherwise the name-based UUID (version 3, without a namespace) of the id of the event, a space and the seconds from 1970-01-01 00:00 to the original start, both local.';

-- Weekly occurrences differ in their start and, twice a year, in the offset from UTC: some bytes for each.
create or replace function compact_occurrences(event_id uuid) returns jsonb
  language sql stable parallel safe
begin atomic
  select jsonb_agg(
      jsonb_build_object('starts', starts, 'shift', shift, 'offset', utc_offset, 'duration', duration, 'days', days,
        'hasTime', has_time, 'status', status)
      order by starts -> 0
    )
  from (
    select jsonb_agg(extract(epoch from original_start)::bigint order by original_start) as starts,
      extract(epoch from start_local - original_start)::bigint as shift,
      trim_scale(extract(epoch from start_local at time zone 'UTC' - starts_at)) as utc_offset,
      trim_scale(extract(epoch from over_at - starts_at)) as duration,
      end_day - start_day as days, start_time is not null as has_time, status
    from occurrence
    where occurrence.event_id = compact_occurrences.event_id
    group by 2, 3, 4, 5, 6, 7
  ) as alike;
end;

comment on function compact_occurrences is
  'The rows of an event in occurrence, in groups of equal shift, offset, duration, days, hasTime and status; null without any. All numbers but days are seconds: starts from 1970-01-01 00:00 to each original start, both local; shift from the original start to the local start; offset of the local start from UTC; duration from the start to over_at. days from the first to the last day. hasTime is false if only the day is known. status is its own, without regard to that of the event.';

create or replace function status_of_occurrence(event_status text, own_status text) returns text
  language sql immutable parallel safe
  return case when event_status in ('CANCELLED', 'POSTPONED') then event_status else own_status end;

comment on function status_of_occurrence is 'The status of an occurrence, by that of its event and its own.';

-- The tables with these columns are replaced together.
drop function if exists expand_occurrences(event_search);
create function expand_occurrences(event event_search)
  returns table (
    id uuid, original_start timestamp, starts_at timestamptz(3), over_at timestamptz(3), duration_class smallint,
    start_day date, end_day date, start_weekday smallint, start_time time(0), start_local timestamp(0), status text
  )
  language sql stable parallel safe
begin atomic
  select event.occurrence_id, event.start_local, event.starts_at, event.over_at, event.duration_class, event.start_day,
    event.end_day, event.start_weekday, event.start_time, event.start_local, event.status
  where event.occurrences is null
  union all
  select id_of_occurrence(event.event_id, local.original_start, event.start_local), local.original_start, instant.starts_at,
    instant.starts_at + alike.duration * interval '1 second',
    case when alike.duration > 0
      then least(12, greatest(0, ceil(log(4, alike.duration / 3600))))::smallint
    end,
    local.start::date, local.start::date + alike.days, extract(isodow from local.start)::smallint,
    case when alike."hasTime" then local.start::time(0) end, local.start,
    status_of_occurrence(event.status, alike.status)
  from jsonb_to_recordset(event.occurrences) as alike (
      starts jsonb, shift bigint, "offset" numeric, duration numeric, days integer, "hasTime" boolean, status text
    )
    cross join lateral jsonb_array_elements(alike.starts) as seconds
    cross join lateral (
      select timestamp '1970-01-01' + seconds::bigint * interval '1 second' as original_start,
        timestamp '1970-01-01' + (seconds::bigint + alike.shift) * interval '1 second' as start
    ) as local
    cross join lateral (
      select (local.start - alike."offset" * interval '1 second') at time zone 'UTC' as starts_at
    ) as instant
  where event.occurrences is not null;
end;

comment on function expand_occurrences is
  'The occurrences of an event by its row in event_search, current or logged, with the columns of event_search that they have of their own. An event that does not recur occurs once.';

create or replace view event_occurrence as
select occurrence.id, occurrence.event_id, event.published_at is not null as published,
  occurrence.original_start,
  occurrence.starts_at, occurrence.start_local, occurrence.start_zone, occurrence.start_precision,
  occurrence.start_zone_source,
  occurrence.ends_at, occurrence.end_local, occurrence.end_zone, occurrence.end_precision, occurrence.end_zone_source,
  occurrence.previous_starts_at, occurrence.previous_start_local, occurrence.previous_start_zone,
  occurrence.previous_start_precision, occurrence.previous_start_zone_source,
  occurrence.over_at, status_of_occurrence(event.status, occurrence.status) as status,
  case when event.status in ('CANCELLED', 'POSTPONED') then event.cancellation_reason
    else occurrence.cancellation_reason end as cancellation_reason
from occurrence join event on event.id = occurrence.event_id
union all
select event.id, event.id, event.published_at is not null,
  event.start_local,
  event.starts_at, event.start_local, event.start_zone, event.start_precision, event.start_zone_source,
  event.ends_at, event.end_local, event.end_zone, event.end_precision, event.end_zone_source,
  event.previous_starts_at, event.previous_start_local, event.previous_start_zone, event.previous_start_precision,
  event.previous_start_zone_source,
  coalesce(
    event.ends_at,
    case event.start_precision
      when 'DAY' then (event.start_local + interval '1 day') at time zone event.start_zone
      else event.starts_at
    end
  ),
  event.status, event.cancellation_reason
from event
where not exists (select from occurrence where occurrence.event_id = event.id);

comment on view event_occurrence is
  'All occurrences of all events. An event without rows in occurrence occurs once, at its own start, under its own id. Conditions on id or event_id are fast.';

-- A constant: PostgreSQL puts it into the plans of statements, and makes them anew when the function is replaced. So in a database
-- without such events, a statement that also reads occurrences has the plan and the cost of one that does not.
do $$
begin
  execute format(
    'create or replace function events_recur() returns boolean language sql stable parallel safe return %s',
    (exists (select from occurrence))::text
  );
end
$$;

comment on function events_recur is
  'Whether there may be rows in occurrence. The first insert makes it true; it stays true when all rows are deleted.';

-- Two transactions cannot replace the function at once, hence the lock.
create or replace function note_recurrence() returns trigger language plpgsql
  security definer set search_path from current as $$
begin
  if not events_recur() then
    perform pg_advisory_xact_lock(hashtextextended('events_recur', 0));
    create or replace function events_recur() returns boolean language sql stable parallel safe return true;
  end if;
  return null;
end
$$;

comment on function note_recurrence is 'After rows were inserted into occurrence: lets events_recur return true.';

create or replace trigger occurrence_note_recurrence after insert on occurrence
  for each statement execute function note_recurrence();

create or replace function order_occurrences() returns trigger language plpgsql
  set search_path from current as $$
declare
  events uuid[] := array(select distinct event_id from changed);
begin
  if tg_op = 'UPDATE' then
    if not exists (
      select from before join changed using (id)
      where (before.event_id, before.starts_at, before.over_at, before.start_day, before.end_day, before.start_weekday,
          before.start_time, before.status)
        is distinct from (changed.event_id, changed.starts_at, changed.over_at, changed.start_day, changed.end_day,
          changed.start_weekday, changed.start_time, changed.status)
    ) then
      return null;
    end if;
    events := events || array(select distinct event_id from before);
  end if;
  update occurrence
  set preceded_until = place.preceded_until, preceded_day = place.preceded_day, gap_class = place.gap_class
  from occurrence_order as place
  where place.event_id = any(events) and occurrence.id = place.id
    and (occurrence.preceded_until, occurrence.preceded_day, occurrence.gap_class)
      is distinct from (place.preceded_until, place.preceded_day, place.gap_class);
  return null;
end
$$;

comment on function order_occurrences is
  'After rows of occurrence were written: sets preceded_until, preceded_day and gap_class of all rows of their events.';

create or replace trigger occurrence_order_inserted after insert on occurrence
  referencing new table as changed for each statement execute function order_occurrences();
create or replace trigger occurrence_order_updated after update on occurrence
  referencing old table as before new table as changed for each statement execute function order_occurrences();
create or replace trigger occurrence_order_deleted after delete on occurrence
  referencing old table as changed for each statement execute function order_occurrences();
