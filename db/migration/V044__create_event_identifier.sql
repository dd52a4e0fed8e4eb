create table event_identifier (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  kind text not null check (kind in ('SAME_AS', 'ID', 'UID', 'IDENTIFIER')),
  value text not null check (char_length(value) between 1 and 2048),
  primary key (event_id, position),
  unique (event_id, kind, value)
);

comment on table event_identifier is 'What identifies an event elsewhere: pages about the same event and ids of other systems.';
comment on column event_identifier.kind is
  'SAME_AS: the URL of a page, as schema.org''s sameAs; ID: an IRI, as @id of JSON-LD; UID: as in iCalendar; IDENTIFIER: any other id, as schema.org''s identifier.';

-- A hash, since an identifier may be longer than an entry of a B-tree.
create index event_identifier_by_value on event_identifier using hash (url_identity(value));
