create or replace function next_calendar_sequence() returns trigger language plpgsql
  set search_path from current as $$
begin
  new.calendar_sequence := old.calendar_sequence + 1;
  return new;
end
$$;

comment on function next_calendar_sequence is 'Before a change of time, place or status of an event.';

create or replace trigger event_calendar_sequence before update on event
  for each row when (
    (old.start_local, old.start_zone, old.start_precision, old.end_local, old.end_zone, old.end_precision, old.status,
      old.venue_id, old.attendance_mode)
    is distinct from
    (new.start_local, new.start_zone, new.start_precision, new.end_local, new.end_zone, new.end_precision, new.status,
      new.venue_id, new.attendance_mode)
  ) execute function next_calendar_sequence();

create or replace function next_calendar_sequence_of_event() returns trigger language plpgsql
  set search_path from current as $$
declare
  part record;
begin
  for part in select distinct event_id from changed loop
    update event set calendar_sequence = calendar_sequence + 1 where id = part.event_id;
  end loop;
  return null;
end
$$;

comment on function next_calendar_sequence_of_event is
  'After a change of the recurrences of events, or of single occurrences: changes the time of these events.';

create or replace procedure track_calendar_part(part text) language plpgsql as $$
begin
  execute format('create or replace trigger %I after insert on %I referencing new table as changed
    for each statement execute function next_calendar_sequence_of_event()', part || '_sequence_inserted', part);
  execute format('create or replace trigger %I after update on %I referencing new table as changed
    for each statement execute function next_calendar_sequence_of_event()', part || '_sequence_updated', part);
  execute format('create or replace trigger %I after delete on %I referencing old table as changed
    for each statement execute function next_calendar_sequence_of_event()', part || '_sequence_deleted', part);
end
$$;

comment on procedure track_calendar_part is
  'Creates the triggers _sequence_inserted, _sequence_updated and _sequence_deleted on a table with the column event_id.';

call track_calendar_part('recurrence');
call track_calendar_part('occurrence_change');

create or replace function set_slug() returns trigger language plpgsql
  set search_path from current as $$
begin
  new.slug := event_slug(new.name, new.id);
  return new;
end
$$;

comment on function set_slug is 'Before an event is inserted or renamed.';

create or replace trigger event_slug_set before insert or update of name, slug on event
  for each row execute function set_slug();

create or replace function remember_slug() returns trigger language plpgsql
  set search_path from current as $$
begin
  insert into former_slug (slug, event_id) values (old.slug, old.id) on conflict (slug) do nothing;
  return null;
end
$$;

comment on function remember_slug is 'After an event was renamed: keeps the slug that it had.';

create or replace trigger event_renamed after update on event
  for each row when (old.slug <> new.slug) execute function remember_slug();

create or replace function event_with_slug(wanted text) returns uuid
  language sql stable parallel safe
  set search_path from current as $$
  select coalesce(
    (select id from event where slug = wanted),
    (select event_id from former_slug where slug = wanted)
  )
$$;

comment on function event_with_slug is 'The event that has this slug or, if there is none, the one that had it.';
