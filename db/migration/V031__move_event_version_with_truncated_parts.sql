-- Whoever empties a table of parts changes every event.
create function next_version_of_all_events() returns trigger language plpgsql as $$
begin
  update event set version = version + 1;
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
    execute format('create trigger %1$s_truncated after truncate on %1$s
      for each statement execute function next_version_of_all_events()', part);
  end loop;
end
$$;
