create table image (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  url text not null check (url ~ '^https?://' and char_length(url) <= 2048),
  alt text check (char_length(alt) between 1 and 1000),
  role text not null check (role in ('BANNER', 'THUMBNAIL', 'OTHER')),
  primary key (event_id, position)
);

comment on table image is 'The gallery of an event, in the order of the listing.';
