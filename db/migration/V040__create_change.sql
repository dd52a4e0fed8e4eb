-- The log of what happened to events, written by triggers in the transaction of whoever changes them. Its order is that
-- of (xid, id): a reader that has read up to a place, and only what is before the oldest transaction still under way,
-- never overlooks what commits later. By the id alone it would, since ids become visible out of order.
create table change (
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  event_id uuid not null,
  kind text not null
    check (kind in ('PUBLISHED', 'UPDATED', 'RESCHEDULED', 'POSTPONED', 'CANCELLED', 'REMOVED')),
  changed_fields text[] not null,
  before jsonb,
  after jsonb,
  actor text default nullif(current_setting('marquee.actor', true), ''),
  key_id uuid default nullif(current_setting('marquee.key', true), '')::uuid,
  occurred_at timestamptz(3) not null default clock_timestamp(),
  primary key (xid, id),
  unique (event_id, xid),
  check (num_nonnulls(before, after) > 0)
);

comment on table change is 'What happened to events: one row for each event and transaction.';
comment on column change.event_id is 'Refers to no row: a change outlives its event.';
comment on column change.changed_fields is 'The fields of the GraphQL type Event that have other values than before.';
comment on column change.before is 'The row of event_search that the transaction found; null for a new event.';
comment on column change.after is 'The row of event_search that the transaction left; null for a deleted event.';
comment on column change.actor is 'Who did it, as the writer says by the setting marquee.actor.';
comment on column change.key_id is 'With which key, as the writer says by the setting marquee.key.';

create table change_log (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null default gen_random_uuid(),
  expired_xid xid8 not null default '0',
  expired_id bigint not null default 0
);

comment on table change_log is 'One row: what is known of the log as a whole.';
comment on column change_log.epoch is
  'To be renewed after files of the database were put back as they had been: cursors handed out since then mean nothing.';
comment on column change_log.expired_xid is 'With expired_id, the last change that is no longer kept.';

insert into change_log default values;

-- Transactions are numbered anew in another cluster, and a standby that takes over may not have heard of the last ones.
create function change_epoch() returns text language sql stable
  return (
    select md5(concat_ws(' ', change_log.epoch, pg_control_system.system_identifier, pg_database.oid,
      left(pg_walfile_name(pg_current_wal_lsn()), 8)))
    from change_log, pg_control_system(), pg_database
    where datname = current_database()
  );

comment on function change_epoch is
  'Within what the numbers of transactions mean the same: this database, in this cluster, on this timeline.';

create function change_cursor(epoch text, xid xid8, id bigint) returns text
  language sql stable
  return translate(
    encode(convert_to(concat_ws('.', '1', epoch, xid, id), 'UTF8'), 'base64'), E'+/=\n', '-_'
  );

comment on function change_cursor is 'A place in the log, as clients see it: they pass it back and do not take it apart.';

create function change_is_kept(cursor_epoch text, cursor_xid xid8, cursor_id bigint) returns boolean
  language plpgsql stable as $$
begin
  if cursor_epoch <> change_epoch()
    or cursor_xid >= pg_snapshot_xmax(pg_current_snapshot())
    or exists (select from change_log where (cursor_xid, cursor_id) < (expired_xid, expired_id))
  then
    raise exception 'What followed this cursor is not kept' using errcode = 'MQ410';
  end if;
  return true;
end
$$;

comment on function change_is_kept is
  'True when all that followed a place is still in the log; else an error with the state MQ410.';

create function expire_changes(moment timestamptz, most integer) returns integer language plpgsql as $$
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
      order by xid, id limit most
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
  'Deletes the oldest changes, as far as all of them are from before a moment, and returns how many it deleted.';
