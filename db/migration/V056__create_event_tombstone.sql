create table event_tombstone (
  id uuid primary key,
  url text,
  name text not null,
  deleted_at timestamptz(3) not null,
  actor text
);

comment on table event_tombstone is 'What is left of a deleted event, so that it can be told what went, when, and by whom.';
comment on column event_tombstone.id is 'The event''s own.';
comment on column event_tombstone.actor is 'Who deleted it; null when that was not told.';

create function leave_event_tombstone() returns trigger language plpgsql as $$
begin
  insert into event_tombstone (id, url, name, deleted_at, actor)
  values (old.id, old.url, old.name, now(), nullif(current_setting('marquee.actor', true), ''))
  on conflict (id) do update set
    (url, name, deleted_at, actor) = (excluded.url, excluded.name, excluded.deleted_at, excluded.actor);
  return null;
end
$$;

create trigger event_leaves_tombstone after delete on event
  for each row execute function leave_event_tombstone();
