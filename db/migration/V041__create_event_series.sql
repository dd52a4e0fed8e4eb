create table event_series (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 500),
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

comment on table event_series is 'Events that belong together without a rule, such as the concerts of a season.';
comment on column event_series.version is 'Incremented by every change of the row.';

alter table event
  add column series_id uuid references event_series on delete set null,
  add column parent_id uuid references event on delete set null,
  add constraint event_parent_check check (parent_id <> id);

comment on column event.parent_id is 'The event of which it is a part, such as a festival. A trigger prevents cycles.';

create index event_by_series on event (series_id) where series_id is not null;
create index event_by_parent on event (parent_id) where parent_id is not null;
