-- Logical replication of a table without a key sends the deleted rows as a whole.
alter table venue_recount replica identity full;
alter table organizer_recount replica identity full;

create or replace function add_venue_event_count() returns trigger language plpgsql
  set search_path from current as $$
begin
  insert into venue_event_count (venue_id) values (new.id);
  return null;
end
$$;

comment on function add_venue_event_count is 'After a venue was added: adds its row, without events.';

create or replace trigger venue_add_event_count after insert on venue
  for each row execute function add_venue_event_count();

create or replace function recount_venues_of_event() returns trigger language plpgsql
  set search_path from current as $$
begin
  if old.published and old.venue_id is not null then
    insert into venue_recount (venue_id) values (old.venue_id);
  end if;
  if new.published and new.venue_id is not null and (old.venue_id is distinct from new.venue_id or not old.published) then
    insert into venue_recount (venue_id) values (new.venue_id);
  end if;
  return null;
end
$$;

comment on function recount_venues_of_event is
  'After a row of event_search was changed: requests a new count for its venue, and for the one that it had before.';

create or replace trigger event_search_recount_venues after insert or delete on event_search
  for each row execute function recount_venues_of_event();

create or replace trigger event_search_changed_for_venues after update on event_search
  for each row when (
    (old.over_at, old.starts_at, old.published, old.venue_id)
    is distinct from
    (new.over_at, new.starts_at, new.published, new.venue_id)
  ) execute function recount_venues_of_event();

create or replace function add_organizer_event_count() returns trigger language plpgsql
  set search_path from current as $$
begin
  insert into organizer_event_count (organizer_id) values (new.id);
  return null;
end
$$;

comment on function add_organizer_event_count is 'After an organizer was added: adds its row, without events.';

create or replace trigger organizer_add_event_count after insert on organizer
  for each row execute function add_organizer_event_count();

create or replace function recount_organizers_of_event() returns trigger language plpgsql
  set search_path from current as $$
begin
  if old.organizer_id is not null then
    insert into organizer_recount (organizer_id) values (old.organizer_id);
  end if;
  if new.organizer_id is not null and old.organizer_id is distinct from new.organizer_id then
    insert into organizer_recount (organizer_id) values (new.organizer_id);
  end if;
  return null;
end
$$;

comment on function recount_organizers_of_event is
  'After a row of organizer_event was changed: requests a new count for its organizer, and for the one that it had before.';

create or replace trigger organizer_event_recount_organizers after insert or update or delete on organizer_event
  for each row execute function recount_organizers_of_event();

create or replace function recount_all() returns trigger language plpgsql
  set search_path from current as $$
begin
  delete from venue_event_count where not exists (select from venue where id = venue_id);
  insert into venue_event_count (venue_id) select id from venue on conflict do nothing;
  insert into venue_recount (venue_id) select id from venue;
  delete from organizer_event_count where not exists (select from organizer where id = organizer_id);
  insert into organizer_event_count (organizer_id) select id from organizer on conflict do nothing;
  insert into organizer_recount (organizer_id) select id from organizer;
  return null;
end
$$;

comment on function recount_all is
  'After event_search or organizer_event was emptied: requests a new count for all venues and organizers. Adds the rows of those that were loaded without triggers, and removes those of others that were deleted so.';

create or replace trigger event_search_recount_all after truncate on event_search
  for each statement execute function recount_all();

create or replace trigger organizer_event_recount_all after truncate on organizer_event
  for each statement execute function recount_all();

-- refill_event_search then also requests counts in the session of an operator with session_replication_role = replica.
alter table organizer_event enable always trigger organizer_event_recount_all;

-- One statement counts, and deletes the rows of the changes that it sees: the row of a change that is committed later stays. Only
-- one transaction counts at a time, since others would wait for its row locks.
create or replace function recount_venues(moment timestamptz, size integer) returns integer language plpgsql
  set search_path from current as $$
declare
  recounted integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('recount venues', 0)) then
    return 0;
  end if;
  with due as materialized (
    select venue_id from venue_recount
    union
    select venue_id from venue_event_count where valid_until <= moment
    limit size
  ), taken as (
    delete from venue_recount where venue_id in (select venue_id from due)
  ), counted as (
    select due.venue_id, number.events, number.valid_until
    from due
    cross join lateral (
      select count(*)::integer as events, coalesce(min(over_at), 'infinity') as valid_until
      from (
        select over_at from event_search
        where venue_id = due.venue_id and over_at >= moment and (starts_at >= moment or over_at > moment) and published
        limit 10000
      ) as upcoming
    ) as number
  )
  update venue_event_count as stored
  set events = counted.events, counted_at = moment, valid_until = counted.valid_until
  from counted
  where stored.venue_id = counted.venue_id;
  get diagnostics recounted = row_count;
  return recounted;
end
$$;

comment on function recount_venues is
  'Counts the events upcoming at a moment for venues whose stored number does not hold then, size of them at most. Returns the number of these venues, which is 0 while another transaction counts.';

create or replace function recount_organizers(moment timestamptz, size integer) returns integer language plpgsql
  set search_path from current as $$
declare
  recounted integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('recount organizers', 0)) then
    return 0;
  end if;
  with due as materialized (
    select organizer_id from organizer_recount
    union
    select organizer_id from organizer_event_count where valid_until <= moment
    limit size
  ), taken as (
    delete from organizer_recount where organizer_id in (select organizer_id from due)
  ), counted as (
    select due.organizer_id, number.events, number.valid_until
    from due
    cross join lateral (
      select count(*)::integer as events, coalesce(min(over_at), 'infinity') as valid_until
      from (
        select over_at from organizer_event
        where organizer_id = due.organizer_id and over_at >= moment and (starts_at >= moment or over_at > moment)
        limit 10000
      ) as upcoming
    ) as number
  )
  update organizer_event_count as stored
  set events = counted.events, counted_at = moment, valid_until = counted.valid_until
  from counted
  where stored.organizer_id = counted.organizer_id;
  get diagnostics recounted = row_count;
  return recounted;
end
$$;

comment on function recount_organizers is 'Like recount_venues, for organizers.';

-- Those that were added before the triggers, also by an instance of an earlier version. The application counts their events.
insert into venue_event_count (venue_id, valid_until) select id, '-infinity' from venue on conflict do nothing;
insert into organizer_event_count (organizer_id, valid_until) select id, '-infinity' from organizer on conflict do nothing;
