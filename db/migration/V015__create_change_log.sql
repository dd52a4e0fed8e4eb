-- The log of changes of events, written by triggers in the transaction that changes them. It is ordered by (xid, id).
-- A reader that has read up to a position, and reads only transactions older than the oldest one still running, never
-- misses a row that commits later. Ordered by id alone it would, because ids become visible out of order.
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

comment on table change is 'The changes of events: one row for each event and transaction.';
comment on column change.event_id is 'Not a foreign key: a change outlives its event.';
comment on column change.changed_fields is 'The fields of the GraphQL type Event with other values than before.';
comment on column change.before is 'The row of event_search before the transaction; null for a new event.';
comment on column change.after is 'The row of event_search after the transaction; null for a deleted event.';
comment on column change.actor is 'Who made the change, from the setting marquee.actor.';
comment on column change.key_id is 'The API key that was used, from the setting marquee.key.';

create table change_log (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null default gen_random_uuid(),
  expired_xid xid8 not null default '0',
  expired_id bigint not null default 0
);

comment on table change_log is 'The state of the log as a whole, in one row.';
comment on column change_log.epoch is
  'Set a new value after restoring the database from a copy of its files: cursors handed out since the copy become invalid.';
comment on column change_log.expired_xid is 'With expired_id, the last change that has been deleted.';

insert into change_log default values;

-- Tells which fields a change has changed, including those of the parts of an event, without storing all values twice.
create table event_digest (
  event_id uuid primary key references event on delete cascade,
  fields jsonb not null
);

comment on table event_digest is 'The fields of an event as of its latest change, each as a hash of its value.';
