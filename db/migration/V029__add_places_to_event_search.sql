alter table event_search add column map_cell bigint;

comment on column event_search.map_cell is
  'The map_cell of the venue; null without coordinates and for an event that takes place online.';

-- All events of a map cell of any size, without reading the table for the filters that a map usually has: a cell is one range
-- of this index.
create index event_search_by_map_cell on event_search (map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, event_id)
  where map_cell is not null;

-- The events at a venue that are not over, without reading the table.
create index event_search_by_venue_and_end on event_search (venue_id, over_at) include (starts_at, published);

-- Not strict, so that PostgreSQL inlines it.
create function city_id(city text, state text, country_code text) returns uuid
  language sql immutable parallel safe
  return md5(search_key(city) || ' |' || search_key(coalesce(state, '')) || ' |' || coalesce(country_code, ''))::uuid;

comment on function city_id is
  'The key of a city: its name, state and country, without case, accents and punctuation. Null without a name.';

alter table event_search add column city_id uuid;

comment on column event_search.city_id is 'The city_id of the venue; null like the city.';

create index event_search_by_city_id on event_search (city_id);

create function place_key(name text, city text) returns text
  language sql immutable parallel safe
  return search_key(name || ' ' || coalesce(city, ''));

comment on function place_key is 'The search_key of a venue: its name and its city.';

-- For lists of venues by what a visitor types, by city and by position. R__venue_distances.sql has the index of distances, whose
-- function is not defined yet.
create index venue_by_place_key on venue using gin (place_key(name, city) gin_trgm_ops);
create index venue_by_city on venue (search_key(city));
create index venue_by_state on venue (search_key(state));
create index venue_by_map on venue using gist (point(longitude, latitude));
create index venue_by_city_and_country on venue (city_id(city, state, country_code));
