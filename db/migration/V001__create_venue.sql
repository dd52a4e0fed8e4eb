create table venue (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 500),
  full_address text check (char_length(full_address) between 1 and 1000),
  city text check (char_length(city) between 1 and 200),
  state text check (char_length(state) between 1 and 200),
  country text check (char_length(country) between 1 and 200),
  country_code text check (country_code ~ '^[A-Z]{2}$'),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  check ((latitude is null) = (longitude is null)),
  check (latitude <> 0 or longitude <> 0)
);

comment on table venue is 'A place where events happen, shared by all events there.';
comment on column venue.id is 'UUID version 7: new rows sort last, and an id does not reveal how many rows there are.';
comment on column venue.name is 'The name; where a listing has none, the line that describes the place.';
comment on column venue.latitude is 'Degrees north, WGS 84. Null unless the exact point is known.';
comment on column venue.version is 'Incremented by every change of the row.';

create function venue_identity(name text, full_address text, city text, state text, country text) returns uuid
  language sql immutable parallel safe
  return md5(lower(
    name || E'\n' || coalesce(full_address, '') || E'\n' || coalesce(city, '')
    || E'\n' || coalesce(state, '') || E'\n' || coalesce(country, '')
  ))::uuid;

comment on function venue_identity is
  'The key by which a later import finds a venue again: name, address, city, state and country (its code where known), ignoring case.';

create unique index venue_by_identity on venue (
  venue_identity(name, full_address, city, state, coalesce(country_code, country))
);
create index venue_by_name on venue (name, id);
create index venue_by_country on venue (country_code);
