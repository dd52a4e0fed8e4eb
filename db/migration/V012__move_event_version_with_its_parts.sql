-- An event's version moves with everything that belongs to it, by one a statement, however many rows that changed.
-- The loop is for the planner: it keeps the plan of a join with the transition table, made while event was small.
create function next_version_of_event() returns trigger language plpgsql as $$
declare
  part record;
begin
  for part in select distinct event_id from changed loop
    update event set version = version + 1 where id = part.event_id;
  end loop;
  return null;
end
$$;

do $$
declare
  part text;
begin
  foreach part in array array[
    'event_organizer', 'event_category', 'ticket', 'image', 'faq', 'structured_data', 'listing_source'
  ] loop
    execute format('create trigger %1$s_inserted after insert on %1$s referencing new table as changed
      for each statement execute function next_version_of_event()', part);
    execute format('create trigger %1$s_updated_from after update on %1$s referencing old table as changed
      for each statement execute function next_version_of_event()', part);
    execute format('create trigger %1$s_updated_to after update on %1$s referencing new table as changed
      for each statement execute function next_version_of_event()', part);
    execute format('create trigger %1$s_deleted after delete on %1$s referencing old table as changed
      for each statement execute function next_version_of_event()', part);
  end loop;
end
$$;
