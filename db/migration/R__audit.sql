create or replace function write_audit() returns trigger language plpgsql
  set search_path from current set timezone = 'UTC' set datestyle = 'ISO' as $$
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

comment on function write_audit is 'After a change of a venue, an organizer or a performer: writes it to audit, in the same transaction.';

create or replace trigger venue_audited after insert or delete on venue
  for each row execute function write_audit();
create or replace trigger venue_change_audited after update on venue
  for each row when (old.* is distinct from new.*) execute function write_audit();
create or replace trigger organizer_audited after insert or delete on organizer
  for each row execute function write_audit();
create or replace trigger organizer_change_audited after update on organizer
  for each row when (old.* is distinct from new.*) execute function write_audit();
create or replace trigger performer_audited after insert or delete on performer
  for each row execute function write_audit();
create or replace trigger performer_change_audited after update on performer
  for each row when (old.* is distinct from new.*) execute function write_audit();
