create table performer (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 500),
  url text check (url ~ '^https?://' and char_length(url) <= 2048),
  site text check (char_length(site) between 1 and 253),
  image_url text check (image_url ~ '^https?://' and char_length(image_url) <= 2048),
  same_as text[] not null default '{}'
    check (cardinality(same_as) <= 50 and array_position(same_as, null) is null and array_position(same_as, '') is null),
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);

comment on table performer is 'A person or group that performs at events, shared by all their events.';
comment on column performer.site is
  'The site whose listings name the performer, if they give no URL. Null for performers with a URL and for those created here.';
comment on column performer.same_as is 'URLs of other pages about the performer.';
comment on column performer.version is 'Incremented by every change of the row.';

create function performer_identity(name text, url text) returns uuid
  language sql immutable parallel safe
  return md5(coalesce(url, lower(name)))::uuid;

comment on function performer_identity is
  'The key by which a later import finds a performer again: the URL or, without one, the name, ignoring case, on the same site.';

create unique index performer_by_site on performer (performer_identity(name, url), coalesce(site, ''));
create index performer_by_name on performer (name, id);
create index performer_by_name_key on performer using gin (search_key(name) gin_trgm_ops);

create table event_performer (
  event_id uuid not null,
  position smallint not null check (position >= 0),
  performer_id uuid not null references performer,
  starts_at timestamptz(3) not null,
  primary key (event_id, position),
  unique (event_id, performer_id),
  foreign key (event_id, starts_at) references event (id, starts_at) on update cascade on delete cascade
);

comment on table event_performer is 'The performers of an event, in the order of the listing.';
comment on column event_performer.starts_at is
  'A copy of the start of the event, kept equal by the foreign key, so that one index returns the events of a performer by time.';

create index event_performer_by_start on event_performer (performer_id, starts_at, event_id);

-- R__event_search.sql sets the values of the rows that exist.
alter table event_search add column performer_ids uuid[];
comment on column event_search.performer_ids is 'Null without performers.';
create index event_search_by_performer on event_search using gin (performer_ids) with (fastupdate = off)
  where performer_ids is not null;

alter table audit drop constraint audit_kind_check;
alter table audit add constraint audit_kind_check check (kind in ('venue', 'organizer', 'performer'));
comment on table audit is 'The changes of venues, organizers and performers, with the row before and after.';

comment on column event_search.words is
  'Weights: A the name; B venue, organizers, performers, categories and tags; C city, state and country; D the description.';
