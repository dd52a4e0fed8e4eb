-- One index for each order of events; read from either end it serves both directions.
create index event_by_interest on event (interested_count, id);
create index event_by_creation on event (created_at, id);
create index event_by_update on event (updated_at, id);
create index event_by_name on event (name, id);
