-- The table change logs the changes of events. Venues and organizers are shared by events, or used by none, and have
-- their own log.
create table audit (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('venue', 'organizer')),
  row_id uuid not null,
  before jsonb,
  after jsonb,
  actor text default nullif(current_setting('marquee.actor', true), ''),
  key_id uuid default nullif(current_setting('marquee.key', true), '')::uuid,
  occurred_at timestamptz(3) not null default clock_timestamp(),
  check (num_nonnulls(before, after) > 0)
);

comment on table audit is 'The changes of venues and organizers, with the row before and after.';
comment on column audit.kind is 'The table.';
comment on column audit.row_id is 'Not a foreign key: an entry outlives its row.';
comment on column audit.before is 'The row before the change; null for a new row.';
comment on column audit.after is 'The row after the change; null for a deleted row.';
comment on column audit.actor is 'Who made the change, from the setting marquee.actor; null if it was not set.';
comment on column audit.key_id is 'The API key that was used, from the setting marquee.key.';

create index audit_by_row on audit (row_id, id);
