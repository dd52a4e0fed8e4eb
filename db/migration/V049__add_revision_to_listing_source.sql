alter table listing_source
  add column sequence integer check (sequence >= 0),
  add column modified_at timestamptz(3);

comment on column listing_source.sequence is
  'The number of the source''s revision, as SEQUENCE of iCalendar; null if the document has none. An older revision is not imported.';
comment on column listing_source.modified_at is
  'When the source last modified the listing, as LAST-MODIFIED of iCalendar or dateModified of schema.org; null if the document does not say.';
