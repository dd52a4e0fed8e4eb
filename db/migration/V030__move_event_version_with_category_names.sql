-- The version of an event moves with the names of its categories, since they are part of it. An event that is put into
-- the category at the same time could be overlooked: the lock waits for all that write events, and they for it.
create function next_version_of_events_in_category() returns trigger language plpgsql as $$
begin
  lock table event in exclusive mode;
  update event set version = version + 1
  where id in (select event_id from event_category where category_slug = new.slug);
  return null;
end
$$;

create trigger category_renamed after update of name on category
  for each row when (old.name is distinct from new.name) execute function next_version_of_events_in_category();
