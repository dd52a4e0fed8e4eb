create or replace function digest_of(value text) returns bigint
  language sql immutable parallel safe
  return hashtextextended(value, 0);

comment on function digest_of is 'The hash of a value in event_digest.';

create or replace view event_digest_fresh as
select event.id as event_id, jsonb_build_object(
  'url', digest_of(event.url),
  'name', digest_of(event.name),
  'description', digest_of(event.description),
  'start', digest_of(concat_ws('|', event.start_local, event.start_zone, event.start_precision,
    event.start_zone_source, extract(epoch from event.starts_at))),
  'previousStart', digest_of(concat_ws('|', event.previous_start_local, event.previous_start_zone,
    event.previous_start_precision, event.previous_start_zone_source, extract(epoch from event.previous_starts_at))),
  'end', digest_of(concat_ws('|', event.end_local, event.end_zone, event.end_precision,
    event.end_zone_source, extract(epoch from event.ends_at))),
  'status', digest_of(event.status),
  'cancellationReason', digest_of(event.cancellation_reason),
  'publishedAt', digest_of(extract(epoch from event.published_at)::text),
  'attendanceMode', digest_of(event.attendance_mode),
  'interestedCount', event.interested_count + event.interests,
  'venue', (
    select digest_of((to_jsonb(venue) - '{version,created_at,updated_at}'::text[])::text)
    from venue where venue.id = event.venue_id
  ),
  'organizer', (
    select digest_of((to_jsonb(organizer) - '{version,created_at,updated_at}'::text[])::text)
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id and event_organizer.position = 0
  ),
  'organizers', (
    select digest_of(string_agg(
      (to_jsonb(organizer) - '{version,created_at,updated_at}'::text[])::text, ' ' order by event_organizer.position
    ))
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id
  ),
  'categories', (
    select digest_of(string_agg(category::text, ' ' order by position))
    from event_category join category on category.slug = event_category.category_slug
    where event_id = event.id
  ),
  'tickets', (
    select digest_of(string_agg(ticket::text, ' ' order by position)) from ticket where event_id = event.id
  ),
  'gallery', (select digest_of(string_agg(image::text, ' ' order by position)) from image where event_id = event.id),
  'faqs', (select digest_of(string_agg(faq::text, ' ' order by position)) from faq where event_id = event.id),
  'structuredData', (select digest_of(source) from structured_data where event_id = event.id),
  'sources', (
    select digest_of(string_agg(
      concat_ws('|', name, source_id, url, affiliate_id, document_hash, extract(epoch from imported_at)), ' '
      order by name, source_id
    ))
    from listing_source where event_id = event.id
  )
) as fields
from event;

comment on view event_digest_fresh is 'The rows of event_digest as they follow from the other tables now.';

-- This file runs again only after it was edited. With digests of an earlier version of the view, the next change of each
-- event would seem to have changed the fields that were added since.
update event_digest set fields = fresh.fields
from event_digest_fresh as fresh
where fresh.event_id = event_digest.event_id and fresh.fields <> event_digest.fields;

create or replace function is_listed(event event_search) returns boolean
  language sql immutable parallel safe
  return event.event_id is not null and event.published;

comment on function is_listed is
  'Whether the public may see an event, by its row in event_search. Every reader of the log checks it: drafts are logged too.';

create or replace function change_kind(before event_search, after event_search) returns text
  language sql immutable parallel safe
  return case
    when is_listed(after) and not is_listed(before) then 'PUBLISHED'
    when is_listed(before) and not is_listed(after) then 'REMOVED'
    when after.status in ('CANCELLED', 'POSTPONED') and after.status is distinct from before.status then after.status
    when after.starts_at is distinct from before.starts_at
      or after.status = 'RESCHEDULED' and before.status is distinct from 'RESCHEDULED' then 'RESCHEDULED'
    else 'UPDATED'
  end;

comment on function change_kind is 'The kind of a change, by the rows of event_search before and after it.';

create or replace function changed_fields(before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return array(
    select key from jsonb_each(after) where before is null or value is distinct from before -> key order by key
  );

comment on function changed_fields is 'The keys with different values; all keys if the values before are unknown.';

-- A second change of the same event in one transaction is merged into the first one, whose before stays.
-- The settings are those of refresh_event_search, for the same reason.
create or replace function log_changes(events uuid[], earlier event_search[]) returns void language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  with fresh as materialized (
    select event_id, fields
    from unnest(events) as logged (id)
    join lateral (select * from event_digest_fresh where event_id = logged.id) as digest on true
  ), logged_change as (
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
    left join fresh on fresh.event_id = logged.id
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
      occurred_at = excluded.occurred_at
  )
  insert into event_digest
  select * from fresh
  on conflict (event_id) do update set fields = excluded.fields where event_digest.fields <> excluded.fields;
end
$$;

comment on function log_changes is
  'Logs how the rows of these events in event_search differ from their earlier state.';

create or replace function log_removal() returns trigger language plpgsql
  set search_path from current as $$
begin
  delete from change where event_id = old.event_id and xid = pg_current_xact_id() and before is null;
  if not found then
    perform log_changes(array[old.event_id], array[old]);
  end if;
  return null;
end
$$;

comment on function log_removal is
  'After the search row of a deleted event was deleted: logs it as the last known state. An event that was created in the same transaction leaves nothing in the log.';

create or replace trigger event_search_log_removal after delete on event_search
  for each row execute function log_removal();

create or replace function log_truncation() returns trigger language plpgsql
  set search_path from current set timezone = 'UTC' set datestyle = 'ISO' as $$
begin
  insert into change (event_id, kind, changed_fields, before)
  select gone.event_id, change_kind(gone, null), '{}', to_jsonb(gone)
  from event_search as gone
  where not exists (
    select from change
    where change.event_id = gone.event_id and change.xid = pg_current_xact_id() and change.before is null
  )
  order by gone.event_id
  on conflict (event_id, xid) do update set
    kind = change_kind(jsonb_populate_record(null::event_search, change.before), null),
    changed_fields = '{}',
    after = null,
    occurred_at = excluded.occurred_at;
  delete from change where xid = pg_current_xact_id() and before is null;
  return null;
end
$$;

comment on function log_truncation is
  'Before event is truncated, which fires no row triggers: logs the removal of every event that existed before this transaction.';

create or replace trigger event_log_truncation before truncate on event
  for each statement execute function log_truncation();

create or replace function notify_of_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('marquee_change', '');
  return null;
end
$$;

comment on function notify_of_changes is
  'Wakes the readers of the log sooner. They do not depend on it, because they also poll.';

create or replace trigger change_notified after insert on change
  for each statement execute function notify_of_changes();

-- Another cluster numbers its transactions differently, and a standby that is promoted may have missed the last ones.
create or replace function change_epoch() returns text language sql stable
  return (
    select md5(concat_ws(' ', change_log.epoch, pg_control_system.system_identifier, pg_database.oid,
      left(pg_walfile_name(pg_current_wal_lsn()), 8)))
    from change_log, pg_control_system(), pg_database
    where datname = current_database()
  );

comment on function change_epoch is
  'Identifies the scope in which transaction ids are comparable: this database, in this cluster, on this timeline.';

create or replace function change_cursor(epoch text, xid xid8, id bigint) returns text
  language sql stable
  return translate(
    encode(convert_to(concat_ws('.', '1', epoch, xid, id), 'UTF8'), 'base64'), E'+/=\n', '-_'
  );

comment on function change_cursor is 'A position in the log as an opaque string for clients.';

create or replace function change_is_kept(cursor_epoch text, cursor_xid xid8, cursor_id bigint) returns boolean
  language plpgsql stable as $$
begin
  if cursor_epoch <> change_epoch()
    or cursor_xid >= pg_snapshot_xmax(pg_current_snapshot())
    or exists (select from change_log where (cursor_xid, cursor_id) < (expired_xid, expired_id))
  then
    raise exception 'The changes after this cursor are no longer retained' using errcode = 'MQ410';
  end if;
  return true;
end
$$;

comment on function change_is_kept is
  'True if the log still has everything after a position; otherwise an error with SQLSTATE MQ410.';

create or replace function expire_changes(moment timestamptz, max_changes integer) returns integer language plpgsql as $$
declare
  latest record;
  deleted integer;
begin
  select xid, id into latest
  from (
    select xid, id, bool_and(occurred_at < moment) over (order by xid, id) as is_old
    from (
      select xid, id, occurred_at from change
      where xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit max_changes
    ) as oldest
  ) as walked
  where is_old
  order by xid desc, id desc limit 1;
  if not found then
    return 0;
  end if;
  update change_log set expired_xid = latest.xid, expired_id = latest.id
  where (expired_xid, expired_id) < (latest.xid, latest.id);
  delete from change where (xid, id) <= (latest.xid, latest.id);
  get diagnostics deleted = row_count;
  return deleted;
end
$$;

comment on function expire_changes is
  'Deletes the oldest changes up to the first one that is not older than a moment, and returns how many it deleted.';
