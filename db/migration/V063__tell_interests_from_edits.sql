-- An interest moves the version of an event like everything that changes what is answered about it. Whoever edits need not
-- hear of it: edits conflict with edits alone.
alter table event add column edited_version bigint not null default 1;

comment on column event.edited_version is
  'The version that the last change left which was not only an interest. Whoever has seen this one or a later one has seen all that is edited.';
comment on column event.updated_at is 'When something other than the interests changed.';

alter table event disable trigger user;
update event set edited_version = version where version > 1;
alter table event enable trigger user;

create function next_version_of_event_row() returns trigger language plpgsql as $$
declare
  edited event := new;
begin
  edited.interests := old.interests;
  new.version := old.version + 1;
  if edited is distinct from old then
    new.edited_version := new.version;
    new.updated_at := now();
  end if;
  return new;
end
$$;

comment on function next_version_of_event_row is
  'Before an update that changes something: counts the version up and, unless it is only an interest, notes that it is an edit.';

drop trigger event_next_version on event;
create trigger event_next_version before update on event
  for each row when (old.* is distinct from new.*) execute function next_version_of_event_row();
