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

comment on table organizer is 'Who holds events; shared by all its events.';
comment on column organizer.source_id is 'What the source of the listing calls the organizer; unique only there.';

create function organizer_identity(name text, url text) returns uuid
  language sql immutable parallel safe
  return md5(coalesce(url, lower(name)))::uuid;

comment on function organizer_identity is
  'By this a later import finds an organizer again: its address or, without one, its name in any case.';

create unique index organizer_by_identity on organizer (organizer_identity(name, url));
create index organizer_by_name on organizer (name, id);

create trigger organizer_next_version before update on organizer
  for each row when (old.* is distinct from new.*) execute function next_version();
