-- Two transactions could close a cycle together: the lock lets one wait for the other.
create or replace function prevent_cycle_of_events() returns trigger language plpgsql
  set search_path from current as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('event parents', 0));
  if exists (
    with recursive ancestor (id) as (
      select new.parent_id
      union
      select event.parent_id from ancestor join event on event.id = ancestor.id where event.parent_id is not null
    )
    select from ancestor where id = new.id
  ) then
    raise exception 'An event cannot be part of itself' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

comment on function prevent_cycle_of_events is 'Before an event becomes part of another one: raises an error if that is part of it.';

create or replace trigger event_prevent_cycle before insert or update of parent_id on event
  for each row when (new.parent_id is not null) execute function prevent_cycle_of_events();
