-- A map counts the events of a category without reading their rows.
drop index event_search_by_map_cell;
create index event_search_by_map_cell on event_search (map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id, longest_occurrence, categories)
  where map_cell is not null;

-- One event in 32, by a hash of its id, from which a map estimates how many events are in cells with many. The last byte of an id
-- is no hash: ids that are made in one millisecond are consecutive, so that neighbouring events would be sampled together.
create index event_search_sample on event_search ((uuid_hash(event_id) & 255), map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id, longest_occurrence, categories)
  where map_cell is not null and (uuid_hash(event_id) & 255) < 8;
