-- The application makes the rows in occurrence. These triggers mark the recurrences whose rows are out of date, also after
-- manual SQL.

create or replace function expand_recurrence_again() returns trigger language plpgsql
  set search_path from current as $$
begin
  update recurrence set expanded_from = null, expanded_to = null
  where event_id = new.id and expanded_to is not null;
  return null;
end
$$;

comment on function expand_recurrence_again is
  'After a change of an event from which its occurrences follow: marks them as not up to date.';

create or replace trigger event_expand_recurrence after update on event
  for each row when (
    (old.start_local, old.start_zone, old.start_precision, old.start_zone_source, old.ends_at, old.end_local, old.end_zone,
      old.end_precision, old.end_zone_source, old.previous_starts_at, old.status)
    is distinct from
    (new.start_local, new.start_zone, new.start_precision, new.start_zone_source, new.ends_at, new.end_local, new.end_zone,
      new.end_precision, new.end_zone_source, new.previous_starts_at, new.status)
  ) execute function expand_recurrence_again();

create or replace function expand_changed_recurrence() returns trigger language plpgsql as $$
begin
  new.expanded_from := null;
  new.expanded_to := null;
  return new;
end
$$;

comment on function expand_changed_recurrence is
  'Before the rules or dates of a recurrence change: marks its occurrences as not up to date.';

create or replace trigger recurrence_expand before update on recurrence
  for each row when (
    (old.rules, old.additional_starts, old.excluded_starts)
    is distinct from
    (new.rules, new.additional_starts, new.excluded_starts)
  ) execute function expand_changed_recurrence();

create or replace function expand_changed_occurrences() returns trigger language plpgsql
  set search_path from current as $$
begin
  update recurrence set expanded_from = null, expanded_to = null
  where event_id in (select event_id from changed) and expanded_to is not null;
  return null;
end
$$;

comment on function expand_changed_occurrences is
  'After occurrences were changed: marks the occurrences of their events as not up to date.';

create or replace trigger occurrence_change_expand_inserted after insert on occurrence_change
  referencing new table as changed for each statement execute function expand_changed_occurrences();
create or replace trigger occurrence_change_expand_updated after update on occurrence_change
  referencing new table as changed for each statement execute function expand_changed_occurrences();
create or replace trigger occurrence_change_expand_deleted after delete on occurrence_change
  referencing old table as changed for each statement execute function expand_changed_occurrences();

-- Without a recurrence, the event occurs once, at its own start.
create or replace function delete_occurrences() returns trigger language plpgsql
  set search_path from current as $$
begin
  delete from occurrence where event_id = old.event_id;
  return null;
end
$$;

comment on function delete_occurrences is 'After a recurrence was deleted: deletes the rows that were made from it.';

create or replace trigger recurrence_delete_occurrences after delete on recurrence
  for each row execute function delete_occurrences();
