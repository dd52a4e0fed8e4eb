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

create or replace trigger occurrence_change_sequence_inserted after insert on occurrence_change
  referencing new table as changed for each statement execute function next_calendar_sequence_of_event();
create or replace trigger occurrence_change_sequence_updated after update on occurrence_change
  referencing new table as changed for each statement execute function next_calendar_sequence_of_event();
create or replace trigger occurrence_change_sequence_deleted after delete on occurrence_change
  referencing old table as changed for each statement execute function next_calendar_sequence_of_event();
create or replace trigger recurrence_sequence_inserted after insert on recurrence
  referencing new table as changed for each statement execute function next_calendar_sequence_of_event();
create or replace trigger recurrence_sequence_deleted after delete on recurrence
  referencing old table as changed for each statement execute function next_calendar_sequence_of_event();

-- The columns that say how far the recurrence was expanded change with time.
create or replace function next_calendar_sequence_of_recurrence() returns trigger language plpgsql
  set search_path from current as $$
begin
  update event set calendar_sequence = calendar_sequence + 1 where id = new.event_id;
  return null;
end
$$;

comment on function next_calendar_sequence_of_recurrence is 'After a change of the rules or dates of a recurrence.';

create or replace trigger recurrence_sequence_changed after update on recurrence
  for each row when (
    (old.rules, old.additional_starts, old.excluded_starts)
    is distinct from
    (new.rules, new.additional_starts, new.excluded_starts)
  ) execute function next_calendar_sequence_of_recurrence();

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

comment on function event_with_slug is 'The event with this current slug. If no event has it now, the event that had it before.';
