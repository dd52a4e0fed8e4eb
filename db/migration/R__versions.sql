-- Every row that clients can fetch by id has a version. It is incremented by each change of the row and of what belongs
-- to it, so that caches and concurrent edits can tell whether they still have the latest. In a new generation of the log it
-- continues from first_version: the versions of edits that were lost with the previous one are not given again.

create or replace function next_version() returns trigger language plpgsql
  set search_path from current as $$
begin
  new.version := greatest(old.version + 1, (select first_version from writing_generation()));
  new.updated_at := now();
  return new;
end
$$;

comment on function next_version is 'Before an update that changes a row: increments its version and sets updated_at.';

create or replace trigger venue_next_version before update on venue
  for each row when (old.* is distinct from new.*) execute function next_version();
create or replace trigger organizer_next_version before update on organizer
  for each row when (old.* is distinct from new.*) execute function next_version();
create or replace trigger performer_next_version before update on performer
  for each row when (old.* is distinct from new.*) execute function next_version();
create or replace trigger event_series_next_version before update on event_series
  for each row when (old.* is distinct from new.*) execute function next_version();

create or replace function next_version_of_event_row() returns trigger language plpgsql
  set search_path from current as $$
declare
  edited event := new;
begin
  edited.interests := old.interests;
  new.version := greatest(old.version + 1, (select first_version from writing_generation()));
  if edited is distinct from old then
    new.edited_version := new.version;
    new.updated_at := now();
  elsif new.version > old.version + 1 then
    -- Versions between the two may be those of lost edits, which must not pass for the last edit or a later one.
    new.edited_version := new.version;
  end if;
  return new;
end
$$;

comment on function next_version_of_event_row is
  'Before an update that changes an event: increments its version and, unless only interests changed, records the edit.';

create or replace trigger event_next_version before update on event
  for each row when (old.* is distinct from new.*) execute function next_version_of_event_row();

-- An array instead of a join with the transition table: the planner would keep the plan of a join that it made while event
-- was small. An event without a row in event_search gets one at the commit. If this transaction has inserted it, no one
-- knows its version yet, and to write its row again for each kind of parts would take half of the time of an import.
create or replace function next_version_of_event() returns trigger language plpgsql
  set search_path from current set enable_seqscan = off as $$
declare
  events constant uuid[] := array(select distinct event_id from changed);
begin
  update event set version = version + 1
  where id = any(events)
    and (created_at <> now()::timestamptz(3) or (select true from event_search where event_id = event.id));
  return null;
end
$$;

comment on function next_version_of_event is
  'After a change of parts of events: increments the version of each of these events once a statement, unless this transaction has inserted it and its search row is yet to come.';

create or replace function next_version_of_all_events() returns trigger language plpgsql
  set search_path from current as $$
begin
  update event set version = version + 1;
  return null;
end
$$;

comment on function next_version_of_all_events is 'After a table of parts was truncated, which changes every event.';

create or replace procedure track_event_part(part text) language plpgsql as $$
begin
  execute format('create or replace trigger %I after insert on %I referencing new table as changed
    for each statement execute function next_version_of_event()', part || '_inserted', part);
  execute format('create or replace trigger %I after update on %I referencing old table as changed
    for each statement execute function next_version_of_event()', part || '_updated_from', part);
  execute format('create or replace trigger %I after update on %I referencing new table as changed
    for each statement execute function next_version_of_event()', part || '_updated_to', part);
  execute format('create or replace trigger %I after delete on %I referencing old table as changed
    for each statement execute function next_version_of_event()', part || '_deleted', part);
  execute format('create or replace trigger %I after truncate on %I
    for each statement execute function next_version_of_all_events()', part || '_truncated', part);
end
$$;

comment on procedure track_event_part is
  'Creates the triggers _inserted, _updated_from, _updated_to, _deleted and _truncated on a table with the column event_id.';

call track_event_part('event_organizer');
call track_event_part('event_performer');
call track_event_part('event_identifier');
call track_event_part('event_category');
call track_event_part('ticket');
call track_event_part('image');
call track_event_part('faq');
call track_event_part('structured_data');
call track_event_part('listing_source');
call track_event_part('occurrence_change');

-- Rows in occurrence follow from the others and from the time, and change no version.
create or replace function next_version_of_recurring_event() returns trigger language plpgsql
  set search_path from current as $$
begin
  update event set version = version + 1 where id = case tg_op when 'DELETE' then old.event_id else new.event_id end;
  return null;
end
$$;

comment on function next_version_of_recurring_event is
  'After a change of a recurrence: increments the version of its event.';

create or replace trigger recurrence_added_or_removed after insert or delete on recurrence
  for each row execute function next_version_of_recurring_event();
create or replace trigger recurrence_changed after update on recurrence
  for each row when (
    (old.rules, old.additional_starts, old.excluded_starts, old.source, old.text)
    is distinct from
    (new.rules, new.additional_starts, new.excluded_starts, new.source, new.text)
  ) execute function next_version_of_recurring_event();
create or replace trigger recurrence_truncated after truncate on recurrence
  for each statement execute function next_version_of_all_events();

-- The names of its categories are part of an event too. A transaction that adds an event to the category at the same
-- time could be missed: the lock waits for all transactions that write events, and they wait for it.
create or replace function next_version_of_events_in_category() returns trigger language plpgsql
  set search_path from current as $$
begin
  lock table event in exclusive mode;
  update event set version = version + 1
  where id in (select event_id from event_category where category_slug = new.slug);
  return null;
end
$$;

comment on function next_version_of_events_in_category is
  'After a category was renamed: increments the version of its events.';

create or replace trigger category_renamed after update of name on category
  for each row when (old.name is distinct from new.name) execute function next_version_of_events_in_category();
