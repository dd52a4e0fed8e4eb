create table interest (
  event_id uuid references event on delete cascade,
  person bytea check (octet_length(person) = 32),
  expressed_at timestamptz(3) not null default now(),
  primary key (event_id, person)
);

comment on table interest is 'People who expressed interest in an event here, each at most once.';
comment on column interest.person is
  'SHA-256 of the id that the calling site uses for its visitor, together with the id of the site. It does not identify a person.';
