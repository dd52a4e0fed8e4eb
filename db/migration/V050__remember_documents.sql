create table imported_document (
  name_hash bigint primary key generated always as (hashtextextended(name, 0)) stored,
  name text not null check (char_length(name) between 1 and 2048),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  event_ids uuid[] not null check (cardinality(event_ids) > 0 and array_position(event_ids, null) is null),
  listing_hashes uuid[] not null check (cardinality(listing_hashes) = cardinality(event_ids)),
  imported_at timestamptz(3) not null default now()
);

comment on table imported_document is
  'The documents that were imported without an error. One with the same name and hash is not read again while listing_import still has the hashes of its listings.';
comment on column imported_document.name_hash is 'The key: a name may be too long for an index.';
comment on column imported_document.hash is 'SHA-256 of the document and of how it was to be read.';
comment on column imported_document.event_ids is 'The events that it describes.';
comment on column imported_document.listing_hashes is 'For each event, the hash of its listing in the document.';

alter table listing_import
  add column listing_key text check (char_length(listing_key) between 1 and 2000),
  add column listing_hash uuid;

comment on column listing_import.listing_key is
  'What tells the listing apart from others in its document; null if the document has only this one.';
comment on column listing_import.listing_hash is
  'The first 128 bits of SHA-256 of the listing as read: with an equal hash it is unchanged. Null if it was imported before these were stored.';
