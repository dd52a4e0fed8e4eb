create table listing_source (
  name text not null check (char_length(name) between 1 and 253),
  source_id text not null check (char_length(source_id) between 1 and 2048),
  event_id uuid not null references event on delete cascade,
  url text check (url ~ '^https?://' and char_length(url) <= 2048),
  affiliate_id text check (char_length(affiliate_id) between 1 and 200),
  document_hash text not null check (document_hash ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz(3) not null default now(),
  primary key (name, source_id)
);

comment on table listing_source is 'The listings that an event was imported from; a later import of the same listing finds its event here.';
comment on column listing_source.name is 'The host that published the listing, or ''file'' if the document names none.';
comment on column listing_source.document_hash is 'SHA-256 of the document as last read: with an equal hash it is unchanged.';

create index listing_source_by_event on listing_source (event_id);
