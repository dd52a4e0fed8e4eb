-- Venues and organizers are shared by events, and may be used by none. What is changed about an event is in the log of
-- changes; this is the same for them.
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

comment on table audit is 'Who changed venues and organizers, and what they were before and after.';
comment on column audit.kind is 'The table.';
comment on column audit.row_id is 'Refers to no row: this outlives what was deleted.';
comment on column audit.before is 'The row as it was; null for a new one.';
comment on column audit.after is 'The row as it is left; null for a deleted one.';
comment on column audit.actor is 'Who did it, as the writer says by the setting marquee.actor; null when it does not say.';
comment on column audit.key_id is 'With which key, as the writer says by the setting marquee.key.';

create index audit_by_row on audit (row_id, id);

create function write_audit() returns trigger language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO' as $$
begin
  insert into audit (kind, row_id, before, after) values (
    tg_table_name,
    case tg_op when 'DELETE' then old.id else new.id end,
    case when tg_op <> 'INSERT' then to_jsonb(old) end,
    case when tg_op <> 'DELETE' then to_jsonb(new) end
  );
  return null;
end
$$;

comment on function write_audit is 'After a change of a row: notes it in the transaction of whoever made it.';

create trigger venue_audited after insert or delete on venue for each row execute function write_audit();
create trigger venue_change_audited after update on venue
  for each row when (old.* is distinct from new.*) execute function write_audit();
create trigger organizer_audited after insert or delete on organizer for each row execute function write_audit();
create trigger organizer_change_audited after update on organizer
  for each row when (old.* is distinct from new.*) execute function write_audit();
