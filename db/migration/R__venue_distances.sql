create index if not exists venue_by_distance on venue using gist (place_on_earth(latitude, longitude));
