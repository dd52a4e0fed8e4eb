create table organizer_event (
  organizer_id uuid not null,
  over_at timestamptz(3) not null,
  starts_at timestamptz(3) not null,
  event_id uuid not null references event on delete cascade,
  primary key (event_id, organizer_id)
);

comment on table organizer_event is
  'The published events of each organizer by their end, as in event_search: a trigger on it keeps the rows. They are in a table of their own because no index on event_search can lead from one of several organizers to a range of time.';

create index organizer_event_by_end on organizer_event (organizer_id, over_at) include (starts_at);

insert into organizer_event (organizer_id, over_at, starts_at, event_id)
select organizer_id, over_at, starts_at, event_id from event_search, unnest(organizer_ids) as organizer_id where published;
