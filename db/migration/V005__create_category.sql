create table category (
  slug text primary key
    check (slug ~ '^[^[:space:][:punct:][:upper:]]+(-[^[:space:][:punct:][:upper:]]+)*$' and char_length(slug) <= 100),
  name text not null check (char_length(name) between 1 and 100)
);

comment on table category is 'A kind of event.';
comment on column category.slug is
  'For URLs and filters. The check lists what is forbidden, because not every collation knows all letters.';

create table event_category (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  category_slug text not null references category,
  primary key (event_id, position),
  unique (category_slug, event_id)
);

comment on table event_category is 'The categories of an event, in the order of the listing.';
