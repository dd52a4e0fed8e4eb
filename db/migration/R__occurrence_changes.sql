-- Not in the form "begin atomic", which would keep R__event_occurrences.sql from replacing the function that it calls.
create or replace function occurrence_changes(before event_search, after event_search)
  returns table (
    kind text, id uuid, original_start timestamp, starts_at timestamptz(3), previous_starts_at timestamptz(3), status text
  )
  language sql stable parallel safe as $$
  select
    case
      when earlier.id is null then 'ADDED'
      when later.id is null then 'REMOVED'
      when later.status = 'CANCELLED' and earlier.status <> 'CANCELLED' then 'CANCELLED'
      when earlier.status = 'CANCELLED' and later.status <> 'CANCELLED' then 'REINSTATED'
      when later.starts_at <> earlier.starts_at then 'MOVED'
      else 'UPDATED'
    end,
    id, coalesce(later.original_start, earlier.original_start), later.starts_at, earlier.starts_at,
    coalesce(later.status, earlier.status)
  from (select * from expand_occurrences(before) where before.event_id is not null) as earlier
    full join (select * from expand_occurrences(after) where after.event_id is not null) as later using (id)
  where (before.occurrences is not null or after.occurrences is not null)
    and (earlier.id is null or later.id is null
      or (earlier.starts_at, earlier.over_at, earlier.start_time, earlier.status)
        is distinct from (later.starts_at, later.over_at, later.start_time, later.status)
      or text_of_occurrence(before.occurrences, earlier.original_start)
        is distinct from text_of_occurrence(after.occurrences, later.original_start));
$$;

comment on function occurrence_changes is
  'The occurrences that differ between two rows of event_search of the same event; none if it takes place once in both.';
