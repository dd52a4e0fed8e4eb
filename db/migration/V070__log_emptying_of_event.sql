-- Whoever empties the table removes all events, which fires no trigger of a row. Of an event that only this transaction
-- has seen there is nothing to tell.
create function log_emptying() returns trigger language plpgsql
  set timezone = 'UTC' set datestyle = 'ISO' as $$
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

create trigger event_log_emptying before truncate on event
  for each statement execute function log_emptying();
