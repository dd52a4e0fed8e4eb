create table organizer (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 500),
  url text check (url ~ '^https?://' and char_length(url) <= 2048),
  source_id text check (char_length(source_id) between 1 and 200),
  description text check (char_length(description) between 1 and 200000),
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

comment on table organizer is 'A person or organization that holds events, shared by all their events.';
comment on column organizer.source_id is 'The id that the source of the listing uses for the organizer; unique only there.';
comment on column organizer.version is 'Incremented by every change of the row.';

create function organizer_identity(name text, url text) returns uuid
  language sql immutable parallel safe
  return md5(coalesce(url, lower(name)))::uuid;

comment on function organizer_identity is
  'The key by which a later import finds an organizer again: the URL or, without one, the name, ignoring case.';

create unique index organizer_by_identity on organizer (organizer_identity(name, url));
create index organizer_by_name on organizer (name, id);
