-- Once a statement, so that an event with many changed interests is written once. The order by event_id keeps two
-- transactions from deadlocking.
create or replace function count_interests() returns trigger language plpgsql
  set search_path from current as $$
declare
  counted record;
begin
  for counted in select event_id, count(*) as number from changed group by event_id order by event_id loop
    update event set interests = interests + case tg_op when 'INSERT' then counted.number else -counted.number end
    where id = counted.event_id;
  end loop;
  return null;
end
$$;

comment on function count_interests is 'After interests were inserted or deleted: keeps event.interests equal to their number.';

create or replace trigger interest_inserted after insert on interest referencing new table as changed
  for each statement execute function count_interests();
create or replace trigger interest_deleted after delete on interest referencing old table as changed
  for each statement execute function count_interests();

create or replace function reset_interests() returns trigger language plpgsql
  set search_path from current as $$
begin
  update event set interests = 0 where interests > 0;
  return null;
end
$$;

comment on function reset_interests is 'After interest was truncated: sets event.interests to 0.';

create or replace trigger interest_truncated after truncate on interest
  for each statement execute function reset_interests();
