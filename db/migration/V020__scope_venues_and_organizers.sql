-- Listings often give no more than a city as the address: venues with the same name and address may be kilometers apart.
drop index venue_by_identity;
create index venue_by_place on venue (
  venue_identity(name, full_address, city, state, coalesce(country_code, country))
);

comment on function venue_identity is
  'What venues must have in common to be the same: name, address, city, state and country (its code where known), ignoring case. Their points must be near, too.';

alter table organizer add column site text check (char_length(site) between 1 and 253);

comment on column organizer.site is
  'The site whose listings name the organizer, if they give no URL of it. Null for organizers with a URL and for those created here.';

update organizer set site = named.site
from (
  select event_organizer.organizer_id, min(listing_source.name) as site
  from event_organizer join listing_source on listing_source.event_id = event_organizer.event_id
  group by event_organizer.organizer_id
  having count(distinct listing_source.name) = 1
) as named
where named.organizer_id = organizer.id and organizer.url is null;

drop index organizer_by_identity;
create unique index organizer_by_site on organizer (organizer_identity(name, url), coalesce(site, ''));

comment on function organizer_identity is
  'The key by which a later import finds an organizer again: the URL or, without one, the name, ignoring case, on the same site.';
