-- lower() depends on the locale of the database: with C it folds the letters of ASCII only. It also tells ü from u with a
-- combining diaeresis. Names that differed by that are the same from now on.
drop index venue_by_place;
drop index organizer_by_site;
drop index performer_by_site;
drop function venue_identity;
drop function organizer_identity;
drop function performer_identity;

create function venue_identity(name text, full_address text, city text, state text, country text) returns uuid
  language sql immutable parallel safe
  return md5(search_text(
    name || E'\n' || coalesce(full_address, '') || E'\n' || coalesce(city, '')
    || E'\n' || coalesce(state, '') || E'\n' || coalesce(country, '')
  ))::uuid;

comment on function venue_identity is
  'What venues must have in common to be the same: the search_text of name, address, city, state and country (its code where known). Their points must be near, too.';

create function organizer_identity(name text, url text) returns uuid
  language sql immutable parallel safe
  return md5(coalesce(url, search_text(name)))::uuid;

comment on function organizer_identity is
  'The key by which a later import finds an organizer again: the URL or, without one, the search_text of the name, on the same site.';

create function performer_identity(name text, url text) returns uuid
  language sql immutable parallel safe
  return md5(coalesce(url, search_text(name)))::uuid;

comment on function performer_identity is
  'The key by which a later import finds a performer again: the URL or, without one, the search_text of the name, on the same site.';

-- The oldest of those that are now the same takes the place of the others. The triggers of this moment may be those of an
-- earlier version; what they would write is written here.
alter table event disable trigger user;
alter table event_search disable trigger user;
alter table event_organizer disable trigger user;
alter table event_performer disable trigger user;

do $$
declare
  same record;
begin
  for same in
    select id, kept
    from (
      select id, first_value(id) over (partition by organizer_identity(name, url), coalesce(site, '') order by id) as kept
      from organizer
    ) as named
    where id <> kept
  loop
    update event set version = version + 1
    where id in (select event_id from event_organizer where organizer_id = same.id);
    update event_search
    set version = version + 1, organizer_ids = case when same.kept = any(organizer_ids)
      then array_remove(organizer_ids, same.id) else array_replace(organizer_ids, same.id, same.kept) end
    where event_id in (select event_id from event_organizer where organizer_id = same.id);
    delete from event_organizer where organizer_id = same.id
      and event_id in (select event_id from event_organizer where organizer_id = same.kept);
    update event_organizer set organizer_id = same.kept where organizer_id = same.id;
    delete from organizer_event where organizer_id = same.id
      and event_id in (select event_id from organizer_event where organizer_id = same.kept);
    update organizer_event set organizer_id = same.kept where organizer_id = same.id;
    update listing_import set organizer_ids = array_replace(organizer_ids, same.id, same.kept)
    where same.id = any(organizer_ids);
    update api_key set organizer_id = same.kept where organizer_id = same.id;
    delete from organizer where id = same.id;
  end loop;
  for same in
    select id, kept
    from (
      select id, first_value(id) over (partition by performer_identity(name, url), coalesce(site, '') order by id) as kept
      from performer
    ) as named
    where id <> kept
  loop
    update event set version = version + 1
    where id in (select event_id from event_performer where performer_id = same.id);
    update event_search
    set version = version + 1, performer_ids = case when same.kept = any(performer_ids)
      then array_remove(performer_ids, same.id) else array_replace(performer_ids, same.id, same.kept) end
    where event_id in (select event_id from event_performer where performer_id = same.id);
    delete from event_performer where performer_id = same.id
      and event_id in (select event_id from event_performer where performer_id = same.kept);
    update event_performer set performer_id = same.kept where performer_id = same.id;
    delete from performer where id = same.id;
  end loop;
end
$$;

alter table event enable trigger user;
alter table event_search enable trigger user;
alter table event_organizer enable trigger user;
alter table event_performer enable trigger user;

create index venue_by_place on venue (
  venue_identity(name, full_address, city, state, coalesce(country_code, country))
);
create unique index organizer_by_site on organizer (organizer_identity(name, url), coalesce(site, ''));
create unique index performer_by_site on performer (performer_identity(name, url), coalesce(site, ''));
