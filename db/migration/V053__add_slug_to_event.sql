-- The end of the id makes slugs unique, so that two events of the same name need no number that depends on which of them came
-- first.
create function event_slug(name text, id uuid) returns text
  language sql immutable parallel safe
  return concat_ws('-', nullif(replace(rtrim(left(ltrim(search_key(left(name, 200))), 80)), ' ', '-'), ''), right(id::text, 10));

comment on function event_slug is
  'The slug of an event: the words of its name without case, accents and punctuation, and the last ten digits of its id.';

alter table event add column slug text;

-- The new column changes neither the version of an event nor anything that subscribers are told.
alter table event disable trigger user;
update event set slug = event_slug(name, id);
alter table event enable trigger user;

comment on column event.slug is
  'The event in addresses of pages, set by a trigger; null if it was written while triggers were disabled. It changes with the name; former_slug has the former ones.';

create unique index event_by_slug on event (slug);

create table former_slug (
  slug text primary key,
  event_id uuid not null references event on delete cascade,
  replaced_at timestamptz(3) not null default now()
);

comment on table former_slug is 'Slugs that events had before they were renamed, so that old addresses still find them.';

create index former_slug_by_event on former_slug (event_id);
