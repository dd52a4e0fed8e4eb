create or replace function write_event_tombstone() returns trigger language plpgsql
  set search_path from current as $$
begin
  insert into event_tombstone (id, url, name, deleted_at, actor)
  values (old.id, old.url, old.name, now(), nullif(current_setting('marquee.actor', true), ''))
  on conflict (id) do update set
    (url, name, deleted_at, actor) = (excluded.url, excluded.name, excluded.deleted_at, excluded.actor);
  return null;
end
$$;

comment on function write_event_tombstone is 'After an event was deleted: writes its tombstone.';

create or replace trigger event_writes_tombstone after delete on event
  for each row execute function write_event_tombstone();
