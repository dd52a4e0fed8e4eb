create or replace function digest_of(value text) returns bigint
  language sql immutable parallel safe
  return hashtextextended(value, 0);

comment on function digest_of is 'The hash of a value in event_digest.';

-- Columns that were added later are part of a digest only if they have a value: the digests of the last imports stay comparable.
create or replace function digested_organizer(organizer organizer) returns text
  language sql stable parallel safe
  return concat_ws('|',
    (to_jsonb(organizer) - '{version,created_at,updated_at,logo_url,email,telephone}'::text[])::text,
    'logo ' || organizer.logo_url, 'email ' || organizer.email, 'telephone ' || organizer.telephone
  );

comment on function digested_organizer is 'What of an organizer is hashed in event_digest.';

-- Ids are left out: an import would seem to have overwritten an edit if they differed from those of the last import.
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
  'series', digest_of(event.series_id::text),
  'superEvent', digest_of(event.parent_id::text),
  'interestedCount', event.interested_count + event.interests,
  'venue', (
    select digest_of(concat_ws('|',
      (to_jsonb(venue) - '{version,created_at,updated_at,street,postal_code,website,telephone}'::text[])::text,
      'street ' || street, 'postal code ' || postal_code, 'website ' || website, 'telephone ' || telephone
    ))
    from venue where venue.id = event.venue_id
  ),
  'organizer', (
    select digest_of(digested_organizer(organizer))
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id and event_organizer.position = 0
  ),
  'organizers', (
    select digest_of(string_agg(digested_organizer(organizer), ' ' order by event_organizer.position))
    from event_organizer join organizer on organizer.id = event_organizer.organizer_id
    where event_organizer.event_id = event.id
  ),
  'categories', (
    select digest_of(string_agg(row(category.slug, category.name)::text, ' ' order by position))
    from event_category join category on category.slug = event_category.category_slug
    where event_id = event.id
  ),
  'tickets', (
    select digest_of(string_agg(
      concat_ws('|',
        row(
          event_id, position, ticket.name, ticket.url, price_kind, price_amount, price_currency, availability
        )::text,
        'max price ' || max_price_amount, 'sale starts ' || extract(epoch from sale_starts_at),
        'sale ends ' || extract(epoch from sale_ends_at), 'stock ' || stock, 'description ' || ticket.description,
        'category ' || ticket.category
      ), ' ' order by position
    ))
    from ticket where event_id = event.id
  ),
  'gallery', (
    select digest_of(string_agg(
      concat_ws('|', row(event_id, position, image.url, alt, role)::text, 'width ' || width, 'height ' || height,
        'caption ' || caption), ' '
      order by position
    ))
    from image where event_id = event.id
  ),
  'faqs', (
    select digest_of(string_agg(row(event_id, position, question, answer)::text, ' ' order by position))
    from faq where event_id = event.id
  ),
  'structuredData', (select digest_of(source) from structured_data where event_id = event.id),
  'recurrence', (
    select digest_of(row(rules, additional_starts, excluded_starts, text)::text)
    from recurrence where event_id = event.id
  ),
  -- All that the occurrences of a recurring event follow from, apart from the time.
  'occurrences', (
    select digest_of(concat_ws('|', row(rules, additional_starts, excluded_starts)::text,
      event.start_local, event.start_zone, event.start_precision, event.start_zone_source,
      'end', event.end_local, event.end_zone, event.end_precision, event.end_zone_source,
      event.status, event.cancellation_reason,
      (
        select string_agg(concat_ws('|', row(
            original_start, start_local, start_zone, start_precision, start_zone_source,
            end_local, end_zone, end_precision, end_zone_source, occurrence_change.status,
            occurrence_change.cancellation_reason
          )::text, 'name ' || occurrence_change.name, 'description ' || occurrence_change.description),
          ' ' order by original_start)
        from occurrence_change where event_id = event.id
      )))
    from recurrence where event_id = event.id
  ),
  'sources', (
    select digest_of(string_agg(
      concat_ws('|', name, source_id, url, affiliate_id, document_hash, extract(epoch from imported_at),
        'sequence ' || sequence, 'modified ' || extract(epoch from modified_at)), ' '
      order by name, source_id
    ))
    from listing_source where event_id = event.id
  ),
  'type', digest_of(event.type),
  'tags', digest_of(nullif(event.tags, '{}')::text),
  'languages', digest_of(nullif(event.languages, '{}')::text),
  'capacity', event.capacity,
  'remainingCapacity', event.remaining_capacity,
  'isAccessibleForFree', event.accessible_for_free,
  'audience', digest_of(event.audience),
  'ageRange', digest_of(nullif(concat(event.min_age, '-', event.max_age), '-')),
  'accessibilityFeatures', digest_of(nullif(event.accessibility_features, '{}')::text),
  'doors', digest_of(concat_ws('|', event.doors_minutes::text, case when event.doors_minutes is not null
    then extract(epoch from event.starts_at) end)),
  'joinUrl', digest_of(event.join_url),
  'identifiers', (
    select digest_of(string_agg(concat_ws('|', kind, value), ' ' order by position))
    from event_identifier where event_id = event.id
  ),
  'performers', (
    select digest_of(string_agg(
      (to_jsonb(performer) - '{version,created_at,updated_at}'::text[])::text, ' ' order by event_performer.position
    ))
    from event_performer join performer on performer.id = event_performer.performer_id
    where event_performer.event_id = event.id
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

comment on function change_kind is
  'The kind of a change, by the rows of event_search before and after it; it does not tell changes of occurrences apart.';

create or replace function logged_kind(before event_search, after event_search, changed_fields text[]) returns text
  language sql immutable parallel safe
  return case
    when change_kind(before, after) = 'UPDATED' and changed_fields <> '{}'
      and changed_fields <@ '{occurrences,recurrence}'::text[] then 'OCCURRENCE'
    else change_kind(before, after)
  end;

comment on function logged_kind is
  'The kind of a change, by the rows of event_search before and after it and by the changed fields.';

create or replace function changed_fields(before jsonb, after jsonb) returns text[]
  language sql immutable parallel safe
  return array(
    select key from jsonb_each(after) where before is null or value is distinct from before -> key order by key
  );

comment on function changed_fields is 'The keys with different values; all keys if the values before are unknown.';

create or replace function server_identity(out system_identifier bigint, out timeline integer)
  language plpgsql stable as $$
begin
  begin
    system_identifier := (select control.system_identifier from pg_control_system() as control);
  exception when others then
    system_identifier := null;
  end;
  begin
    timeline := ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer;
  exception when others then
    timeline := null;
  end;
end
$$;

comment on function server_identity is
  'The cluster and the timeline on which this server writes. Null on a standby, and where a hosting provider has removed the functions.';

-- Another server has another start time, which is read from memory. Only if it differs, the control file is read.
create or replace function is_current(generation log_generation) returns boolean language plpgsql stable as $$
declare
  server record;
begin
  if generation.relation is distinct from 'log_generation'::regclass::oid
    or generation.database is distinct from (select oid from pg_database where datname = current_database())
  then
    return false;
  end if;
  if generation.server_started = pg_postmaster_start_time() then
    return true;
  end if;
  server := server_identity();
  return coalesce(
    generation.system_identifier = server.system_identifier and generation.timeline = server.timeline, false
  );
end
$$;

comment on function is_current is
  'Whether a generation is the one of this database, cluster and timeline. False if the server was restarted and does not tell which it is.';

create or replace function current_generation() returns log_generation language plpgsql stable as $$
declare
  latest log_generation;
begin
  select * into latest from log_generation order by number desc limit 1;
  if not is_current(latest) then
    raise exception 'No generation of the change log has begun on this server' using errcode = 'cannot_connect_now';
  end if;
  return latest;
end
$$;

comment on function current_generation is
  'The generation for readers. An error for a moment after a promotion or a restore, until check_generation or a writer begins it.';

-- Two first_version differ by at least 2^20 for each second between them, more than a row is written in one.
create or replace function begin_generation(renewed boolean) returns log_generation language plpgsql
  set search_path from current as $$
declare
  latest log_generation;
  server record;
begin
  if renewed then
    -- Changes of transactions that are under way belong to the generation before: wait for them.
    lock table log_generation, change in share row exclusive mode;
  end if;
  select * into latest from log_generation order by number desc limit 1;
  if not renewed and is_current(latest) then
    -- Another transaction has begun it since the caller looked.
    return latest;
  end if;
  server := server_identity();
  insert into log_generation (
    number, first_version, system_identifier, timeline, database, relation, server_started, continues
  )
  select coalesce(latest.number, 0) + 1,
    case when latest.number is null then 0 else extract(epoch from clock_timestamp())::bigint << 20 end,
    server.system_identifier, server.timeline, oid, 'log_generation'::regclass, pg_postmaster_start_time(),
    coalesce(
      not renewed and latest.relation = 'log_generation'::regclass::oid and latest.database = oid
      and latest.system_identifier = server.system_identifier and latest.timeline < server.timeline,
      false
    )
  from pg_database where datname = current_database()
  on conflict (number) do nothing;
  perform pg_notify('marquee_change', '');
  select * into latest from log_generation order by number desc limit 1;
  return latest;
end
$$;

comment on function begin_generation is
  'Begins a generation of the log and returns it, or the one that another transaction has begun meanwhile. Renewed: although database, cluster and timeline are the same, because a copy of the files was put back.';

create or replace function writing_generation() returns log_generation language plpgsql
  set search_path from current as $$
declare
  latest log_generation;
begin
  select * into latest from log_generation order by number desc limit 1;
  if is_current(latest) then
    return latest;
  end if;
  return begin_generation(false);
end
$$;

comment on function writing_generation is
  'The generation for writers, which begin it if no one else has. So nothing is ever written under the generation of another timeline.';

create or replace function check_generation() returns log_generation language plpgsql as $$
declare
  latest log_generation := writing_generation();
begin
  update log_generation set server_started = pg_postmaster_start_time()
  where number = latest.number and server_started <> pg_postmaster_start_time();
  return latest;
end
$$;

comment on function check_generation is
  'To be called after connecting to a server: begins a generation if the server is another one than before.';

create or replace function older_transactions() returns xid8[] language sql stable
  return (
    with snapshot as (
      select pg_current_snapshot() as now, pg_current_xact_id() as own
    )
    select array_agg(xid) from (
      select xid from snapshot, pg_snapshot_xip(now) as xid where xid < own
      union all
      select number::text::xid8
      from snapshot, generate_series(pg_snapshot_xmax(now)::text::bigint, own::text::bigint - 1) as number
    ) as running
  );

comment on function older_transactions is
  'The transactions with a lower id than this one that have not ended; null if there are none.';

-- A second change of the same event in one transaction is merged into the first one, whose before stays.
-- The settings are those of refresh_event_search, for the same reason.
create or replace function log_changes(events uuid[], earlier event_search[]) returns void language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  current_number integer := (select number from writing_generation());
  earlier_transactions xid8[] := older_transactions();
begin
  with fresh as materialized (
    select event_id, fields
    from unnest(events) as logged (id)
    join lateral (select * from event_digest_fresh where event_id = logged.id) as digest on true
  ), logged_change as (
    insert into change (generation, older_xids, event_id, kind, changed_fields, before, after)
    select current_number, earlier_transactions, logged.id, logged_kind(before, after, changed.fields), changed.fields,
      case when before.event_id is not null then to_jsonb(before) end,
      case when after.event_id is not null then to_jsonb(after) end
    from unnest(events) as logged (id)
    left join unnest(earlier) as before on before.event_id = logged.id
    left join event_search as after on after.event_id = logged.id
    left join event_digest as known on known.event_id = logged.id
    left join fresh on fresh.event_id = logged.id
    cross join lateral (
      select case when before.event_id is null or after.event_id is null then '{}'
        else changed_fields(known.fields, fresh.fields) end as fields
    ) as changed
    where before is distinct from after
    order by logged.id
    on conflict (event_id, generation, xid) do update set
      kind = logged_kind(
        jsonb_populate_record(null::event_search, change.before), jsonb_populate_record(null::event_search, excluded.after),
        change.changed_fields || excluded.changed_fields
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
  delete from change
  where event_id = old.event_id and generation = (select number from writing_generation())
    and xid = pg_current_xact_id() and before is null;
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
declare
  current_number integer := (select number from writing_generation());
begin
  insert into change (generation, older_xids, event_id, kind, changed_fields, before)
  select current_number, older_transactions(), gone.event_id, change_kind(gone, null), '{}', to_jsonb(gone)
  from event_search as gone
  where not exists (
    select from change
    where change.event_id = gone.event_id and change.generation = current_number
      and change.xid = pg_current_xact_id() and change.before is null
  )
  order by gone.event_id
  on conflict (event_id, generation, xid) do update set
    kind = change_kind(jsonb_populate_record(null::event_search, change.before), null),
    changed_fields = '{}',
    after = null,
    occurred_at = excluded.occurred_at;
  delete from change where generation = current_number and xid = pg_current_xact_id() and before is null;
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

create or replace function change_epoch() returns text language sql stable
  return (select translate(epoch::text, '-', '') from current_generation());

comment on function change_epoch is 'The epoch of the current generation as cursors have it.';

create or replace function change_cursor(epoch text, generation integer, xid xid8, id bigint) returns text
  language sql stable
  return translate(
    encode(convert_to(concat_ws('.', '2', epoch, generation, xid, id), 'UTF8'), 'base64'), E'+/=\n', '-_'
  );

comment on function change_cursor is
  'A position in the log as an opaque string for clients, with the epoch of the generation in which it is handed out.';

-- Changes of one generation are in the order of their transactions, and nearly in that of their times: a transaction that takes
-- long gets its id early and logs its changes late. So callers ask for an earlier moment, and compare the times of what follows.
create or replace function change_position_before(
  moment timestamptz, out log_number integer, out log_xid xid8
) language plpgsql stable as $$
declare
  latest log_generation := current_generation();
  low bigint;
  high bigint;
  middle bigint;
  found_xid bigint;
  logged timestamptz;
begin
  for log_number in select number from log_generation union all select 0 order by 1 loop
    select xid::text::bigint into low from change where generation = log_number order by xid, id limit 1;
    continue when not found;
    select xid::text::bigint, occurred_at into high, logged
    from change where generation = log_number order by xid desc, id desc limit 1;
    continue when logged < moment;
    while low < high loop
      middle := low + (high - low) / 2;
      select xid::text::bigint, occurred_at into found_xid, logged
      from change where generation = log_number and xid >= middle::text::xid8 order by xid, id limit 1;
      if logged < moment then
        low := found_xid + 1;
      else
        high := middle;
      end if;
    end loop;
    log_xid := (low - 1)::text::xid8;
    return;
  end loop;
  select generation, xid into log_number, log_xid from change
  where (generation, xid) < (latest.number, pg_snapshot_xmin(pg_current_snapshot()))
  order by generation desc, xid desc, id desc limit 1;
  if not found then
    select expired_generation, expired_xid into log_number, log_xid from change_log;
  end if;
end
$$;

comment on function change_position_before is
  'The position in the log before the first transaction at a time or later, found by bisection; the end of the log if there is no such transaction.';

-- A client with a cursor has seen the changes up to it. Those of generations before the one that handed it out are here,
-- because that one began after them. In the generation itself, the transactions whose end was lost had not ended when the
-- cursor's change was written, or come after it.
create or replace function is_inherited(
  cursor_epoch uuid, cursor_generation integer, cursor_xid xid8
) returns boolean language plpgsql stable as $$
declare
  given integer := (select number from log_generation where epoch = cursor_epoch);
begin
  if given is null or cursor_generation > given
    or exists (select from log_generation where number > given and not continues)
  then
    return false;
  end if;
  if cursor_generation < given
    or exists (select from change_log where (expired_generation, expired_xid) = (cursor_generation, cursor_xid))
  then
    return true;
  end if;
  return exists (select from change where generation = given and xid = cursor_xid)
    and not exists (
      select from change, unnest(older_xids) as older
      where generation = given and xid = cursor_xid and pg_xact_status(older) is distinct from 'committed'
    );
end
$$;

comment on function is_inherited is
  'Whether all that a cursor of an earlier generation stands for is known to be part of the current one.';

drop function if exists change_is_kept(text, integer, xid8, bigint);

create or replace function require_change_retained(
  cursor_epoch text, cursor_generation integer, cursor_xid xid8, cursor_id bigint
) returns boolean language plpgsql stable as $$
declare
  latest log_generation := current_generation();
begin
  if (cursor_generation, cursor_xid) >= (latest.number, pg_snapshot_xmax(pg_current_snapshot()))
    or exists (
      select from change_log
      where (cursor_generation, cursor_xid, cursor_id) < (expired_generation, expired_xid, expired_id)
    )
    or cursor_epoch::uuid <> latest.epoch and not is_inherited(cursor_epoch::uuid, cursor_generation, cursor_xid)
  then
    raise exception 'The changes after this cursor are no longer retained' using errcode = 'MQ410';
  end if;
  return true;
end
$$;

comment on function require_change_retained is
  'Raises MQ410 unless the log still has every change after a position; returns true.';

create or replace function expire_changes(moment timestamptz, max_changes integer) returns integer language plpgsql as $$
declare
  latest record;
  deleted integer;
begin
  select generation, xid, id into latest
  from (
    select generation, xid, id, bool_and(occurred_at < moment) over (order by generation, xid, id) as is_old
    from (
      select generation, xid, id, occurred_at from change
      where (generation, xid) < ((select number from current_generation()), pg_snapshot_xmin(pg_current_snapshot()))
      order by generation, xid, id limit max_changes
    ) as oldest
  ) as walked
  where is_old
  order by generation desc, xid desc, id desc limit 1;
  if not found then
    return 0;
  end if;
  update change_log
  set expired_generation = latest.generation, expired_xid = latest.xid, expired_id = latest.id
  where (expired_generation, expired_xid, expired_id) < (latest.generation, latest.xid, latest.id);
  delete from change where (generation, xid, id) <= (latest.generation, latest.xid, latest.id);
  get diagnostics deleted = row_count;
  return deleted;
end
$$;

comment on function expire_changes is
  'Deletes the oldest changes up to the first one that is not older than a moment, and returns how many it deleted.';
