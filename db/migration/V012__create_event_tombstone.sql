create table event_tombstone (
  id uuid primary key,
  url text,
  name text not null,
  deleted_at timestamptz(3) not null,
  actor text
);

comment on table event_tombstone is 'The trace of a deleted event: what was deleted, when and by whom.';
comment on column event_tombstone.id is 'The id of the event.';
comment on column event_tombstone.actor is 'Who deleted the event, from the setting marquee.actor; null if it was not set.';
