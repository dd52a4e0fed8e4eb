create function url_identity(url text) returns text
  language plpgsql immutable strict parallel safe as $$
declare
  parts text[] := regexp_match(url, '^(https?)://(?:www\.)?([^/?#]+)([^?#]*)(?:\?([^#]*))?');
  host text;
  path text;
  parameters text;
begin
  if parts is null then
    return url;
  end if;
  host := regexp_replace(parts[2], case parts[1] when 'http' then ':80$' else ':443$' end, '');
  path := rtrim(parts[3], '/');
  if host = 'allevents.in' and path ~ '/\d{6,}$' then
    return host || substring(path from '/\d{6,}$');
  end if;
  select string_agg(parameter, '&' order by position) into parameters
  from unnest(string_to_array(parts[4], '&')) with ordinality as query (parameter, position)
  where parameter <> '' and parameter !~*
    '^(utm_[^=]*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi)(=|$)';
  return host || path || coalesce('?' || parameters, '');
end
$$;

comment on function url_identity is
  'What all spellings of a URL in normal form have in common; the class UrlIdentity computes the same. An index depends on it.';

-- One page may announce an event for each of several dates.
alter table event drop constraint event_url_key;
create index event_by_url on event (url_identity(url));

alter table listing_source drop constraint listing_source_pkey;
update listing_source set source_id = coalesce(substring(url_identity(url) from '^allevents\.in/(\d+)$'), url_identity(url))
where url is not null
  and source_id <> coalesce(substring(url_identity(url) from '^allevents\.in/(\d+)$'), url_identity(url));
delete from listing_source as older using listing_source as newer
where (older.name, older.source_id, older.event_id) = (newer.name, newer.source_id, newer.event_id)
  and (older.imported_at, older.ctid) < (newer.imported_at, newer.ctid);
alter table listing_source add primary key (name, source_id, event_id);

comment on column listing_source.source_id is
  'The number of the event on a site whose URLs are known to have one, else the identity of the URL, else the name of the file.';

create table listing_import (
  event_id uuid not null references event on delete cascade,
  name text not null,
  source_id text not null,
  document_name text check (char_length(document_name) between 1 and 2048),
  starts_at timestamptz(3) not null,
  start_precision text not null check (start_precision in ('DAY', 'MINUTE')),
  organizer_ids uuid[] not null,
  fields jsonb,
  primary key (event_id, name, source_id)
);

comment on table listing_import is
  'What the last import of a listing read and left: by it the next one finds its event, and sees what was edited since.';
comment on column listing_import.source_id is 'With name and event_id the key of a row in listing_source.';
comment on column listing_import.document_name is 'The name of the document; null if it was imported before names were stored.';
comment on column listing_import.starts_at is 'The start in the document. That of the event differs after it was rescheduled here.';
comment on column listing_import.organizer_ids is 'The organizers in the document. Others of the event were added here.';
comment on column listing_import.fields is
  'Digests of the fields of the event after the import, as in event_digest: fields that differ now were edited here. Null if unknown.';

insert into listing_import (name, source_id, event_id, starts_at, start_precision, organizer_ids)
select listing_source.name, source_id, event_id, starts_at, start_precision,
  array(select organizer_id from event_organizer where event_organizer.event_id = event.id)
from listing_source join event on event.id = listing_source.event_id;
