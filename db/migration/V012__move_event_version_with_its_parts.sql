-- An event's version moves with everything that belongs to it. One update a statement, however many rows it changed.
create function next_version_of_event() returns trigger language plpgsql as $$
begin
  update event set version = version + 1 where id in (select event_id from changed);
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
