-- One index for each order; read from either end it serves both directions.
create index event_search_by_start on event_search (starts_at, event_id);
create index event_search_by_interest on event_search (interested_count, event_id);
create index event_search_by_creation on event_search (created_at, event_id);
create index event_search_by_update on event_search (updated_at, event_id);
create index event_search_by_name on event_search (name, event_id);
drop index event_by_start, event_by_interest, event_by_creation, event_by_update, event_by_name;

-- What goes on at a moment though it began before: of each class only what began within its longest duration.
create index event_search_by_duration on event_search (duration_class, starts_at, event_id)
  where duration_class is not null;

create index event_search_by_venue on event_search (venue_id, starts_at, event_id);
drop index event_by_venue;
create index event_by_venue on event (venue_id);

create index event_search_by_place on event_search using gist (place);
create index event_search_by_map on event_search using gist (point(longitude, latitude));
create index event_search_by_city on event_search (lower(city));
create index event_search_by_state on event_search (lower(state));
create index event_search_by_country on event_search (country_code);
create index event_search_by_status on event_search (status);
create index event_search_by_attendance_mode on event_search (attendance_mode);
create index event_search_by_weekday on event_search (start_weekday);
create index event_search_by_time on event_search (start_time);
create index event_search_by_image on event_search (has_image);
-- Without a list of what is pending, which every search would have to read through.
create index event_search_by_sets on event_search
  using gin (categories, organizer_ids, price_kinds, currencies) with (fastupdate = off);
create index event_search_by_words on event_search using gin (words) with (fastupdate = off);
create index event_search_by_name_key on event_search using gin (name_key gin_trgm_ops) with (fastupdate = off);

create index venue_by_country on venue (country_code);
