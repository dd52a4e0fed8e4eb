-- A map counts the events of a category without reading their rows.
drop index event_search_by_map_cell;
create index event_search_by_map_cell on event_search (map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id, longest_occurrence, categories)
  where map_cell is not null;

-- One event in 32, by the last byte of its id, which is random. From these, a map estimates how many events are in cells with many.
create index event_search_sample on event_search (get_byte(uuid_send(event_id), 15), map_cell)
  include (latitude, longitude, starts_at, over_at, status, published, recurs, event_id, longest_occurrence, categories)
  where map_cell is not null and get_byte(uuid_send(event_id), 15) < 8;
