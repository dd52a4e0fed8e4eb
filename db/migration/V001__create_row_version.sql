-- Every row that clients can fetch by id carries a version. It moves with each change of the row and of what belongs
-- to it, so that caches and concurrent edits can tell whether they still see the latest.
create function next_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

comment on function next_version is 'Before an update that changes something: counts the version up and notes the time.';
