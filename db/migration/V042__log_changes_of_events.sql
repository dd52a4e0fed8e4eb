create function is_listed(event event_search) returns boolean
  language sql immutable parallel safe
  return event.event_id is not null;

comment on function is_listed is 'Whether the public may see an event, by its row. All that tells of changes asks this.';

create function change_kind(before event_search, after event_search) returns text
  language sql immutable parallel safe
  return case
    when is_listed(after) and not is_listed(before) then 'PUBLISHED'
    when is_listed(before) and not is_listed(after) then 'REMOVED'
    when after.status in ('CANCELLED', 'POSTPONED') and after.status is distinct from before.status then after.status
    when after.starts_at is distinct from before.starts_at
      or after.status = 'RESCHEDULED' and before.status is distinct from 'RESCHEDULED' then 'RESCHEDULED'
    else 'UPDATED'
  end;

create function changed_fields(before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return array(
    select key from jsonb_each(after) where before is null or value is distinct from before -> key order by key
  );

comment on function changed_fields is 'The keys with other values; all of them when it is not known what they were.';

-- A second change of the same event in one transaction adds to the first: before stays what the transaction found.
create function log_changes(events uuid[], earlier event_search[]) returns void language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO' as $$
begin
  insert into change (event_id, kind, changed_fields, before, after)
  select logged.id, change_kind(before, after),
    case when before.event_id is null or after.event_id is null then '{}'
      else changed_fields(known.fields, fresh.fields) end,
    case when before.event_id is not null then to_jsonb(before) end,
    case when after.event_id is not null then to_jsonb(after) end
  from unnest(events) as logged (id)
  left join unnest(earlier) as before on before.event_id = logged.id
  left join event_search as after on after.event_id = logged.id
  left join event_digest as known on known.event_id = logged.id
  left join lateral (select fields from event_digest_fresh where event_id = logged.id) as fresh on true
  where before is distinct from after
  order by logged.id
  on conflict (event_id, xid) do update set
    kind = change_kind(
      jsonb_populate_record(null::event_search, change.before), jsonb_populate_record(null::event_search, excluded.after)
    ),
    changed_fields = case when change.before is null or excluded.after is null then '{}'
      else array(select distinct field from unnest(change.changed_fields || excluded.changed_fields) as field order by 1)
    end,
    after = excluded.after,
    occurred_at = excluded.occurred_at;
  insert into event_digest
  select fresh.* from unnest(events) as logged (id)
  join lateral (select * from event_digest_fresh where event_id = logged.id) as fresh on true
  on conflict (event_id) do update set fields = excluded.fields where event_digest.fields <> excluded.fields;
end
$$;

comment on function log_changes is
  'Logs how the rows of these events in event_search differ from those as they were earlier.';

create or replace function refresh_search_of_event() returns trigger language plpgsql as $$
declare
  earlier event_search[] := array(select event_search from event_search where event_id = new.id);
begin
  if earlier[1].version = (select version from event where id = new.id) then
    return null;
  end if;
  perform from venue where id = (select venue_id from event where id = new.id) for share;
  perform from organizer
    where id in (select organizer_id from event_organizer where event_id = new.id) order by id for share;
  perform refresh_event_search(array[new.id]);
  perform log_changes(array[new.id], earlier);
  return null;
end
$$;

create function refresh_search_of_events(events uuid[]) returns void language plpgsql as $$
declare
  earlier event_search[] := array(select event_search from event_search where event_id = any(events));
begin
  perform refresh_event_search(events);
  perform log_changes(events, earlier);
end
$$;

comment on function refresh_search_of_events is 'Makes their rows what they ought to be, and logs which of them changed.';

create or replace function refresh_search_of_venue() returns trigger language plpgsql as $$
begin
  perform refresh_search_of_events(array(select id from event where venue_id = new.id));
  return null;
end
$$;

create or replace function refresh_search_of_organizer() returns trigger language plpgsql as $$
begin
  perform refresh_search_of_events(array(select event_id from event_organizer where organizer_id = new.id));
  return null;
end
$$;

-- A deleted event takes its row with it, and that row is the last that is known of it. Of an event that only this
-- transaction has seen there is nothing to tell.
create function log_removal() returns trigger language plpgsql as $$
begin
  delete from change where event_id = old.event_id and xid = pg_current_xact_id() and before is null;
  if not found then
    perform log_changes(array[old.event_id], array[old]);
  end if;
  return null;
end
$$;

create trigger event_search_log_removal after delete on event_search
  for each row execute function log_removal();

-- Only wakes those who read the log; they look into it anyway, and often.
create function tell_of_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('marquee_change', '');
  return null;
end
$$;

create trigger change_told after insert on change
  for each statement execute function tell_of_changes();
