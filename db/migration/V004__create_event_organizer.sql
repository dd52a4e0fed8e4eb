create table event_organizer (
  event_id uuid not null,
  position smallint not null check (position >= 0),
  organizer_id uuid not null references organizer,
  starts_at timestamptz(3) not null,
  primary key (event_id, position),
  unique (event_id, organizer_id),
  foreign key (event_id, starts_at) references event (id, starts_at) on update cascade on delete cascade
);

comment on table event_organizer is 'The organizers of an event, in the order of the listing.';
comment on column event_organizer.starts_at is
  'A copy of the start of the event, kept equal by the foreign key, so that one index returns the events of an organizer by time.';

create index event_organizer_by_start on event_organizer (organizer_id, starts_at, event_id);
