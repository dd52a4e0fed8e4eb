alter table event
  add column type text not null default 'OTHER' check (
    type in (
      'BUSINESS', 'CHILDRENS', 'COMEDY', 'CONFERENCE', 'COURSE', 'DANCE', 'DELIVERY', 'EDUCATION', 'EXHIBITION', 'FESTIVAL',
      'FOOD', 'HACKATHON', 'LITERARY', 'MUSIC', 'PERFORMING_ARTS', 'PUBLICATION', 'SALE', 'SCREENING', 'SOCIAL', 'SPORTS',
      'THEATER', 'VISUAL_ARTS', 'OTHER'
    )
  ),
  add column tags text[] not null default '{}'
    check (cardinality(tags) <= 200 and array_position(tags, null) is null and array_position(tags, '') is null),
  add column languages text[] not null default '{}' check (
    cardinality(languages) <= 50 and array_to_string(languages, ',', '?') ~ '^([a-z]{2,3}(-[A-Za-z0-9]{1,8})*(,(?!$)|$))*$'
  ),
  add column capacity integer check (capacity >= 0),
  add column remaining_capacity integer check (remaining_capacity >= 0),
  add column accessible_for_free boolean,
  add column audience text check (char_length(audience) between 1 and 500),
  add column min_age smallint check (min_age between 0 and 150),
  add column max_age smallint check (max_age between 0 and 150),
  add column accessibility_features text[] not null default '{}' check (
    cardinality(accessibility_features) <= 20
    and accessibility_features <@ array[
      'WHEELCHAIR_ACCESS', 'ACCESSIBLE_TOILET', 'ACCESSIBLE_PARKING', 'ELEVATOR', 'HEARING_LOOP', 'SIGN_LANGUAGE', 'CAPTIONS',
      'AUDIO_DESCRIPTION', 'BRAILLE', 'SERVICE_ANIMALS', 'RELAXED', 'COMPANION_TICKET'
    ]
  ),
  add column doors_minutes smallint check (doors_minutes between 1 and 1439),
  add column join_url text check (join_url ~ '^https?://' and char_length(join_url) <= 2048),
  add check (min_age <= max_age);

comment on column event.type is 'The subtype of schema.org''s Event, such as MUSIC for MusicEvent; OTHER for all others and if none is stated.';
comment on column event.tags is 'Keywords in their order, distinct, of at most 100 characters each.';
comment on column event.languages is 'BCP 47 language tags in canonical form, such as en or pt-BR.';
comment on column event.capacity is 'The maximum number of people who can attend.';
comment on column event.remaining_capacity is 'The number of people who can still attend.';
comment on column event.accessible_for_free is 'Whether people can attend without paying; null if it is not stated.';
comment on column event.audience is 'Whom the event is for, as text.';
comment on column event.min_age is 'The age in years from which the event is suitable; null if there is no lower bound.';
comment on column event.max_age is 'The age in years up to which it is suitable, inclusive; null if there is no upper bound.';
comment on column event.doors_minutes is
  'How many minutes before the start the doors open, so that they move with the start; null if it is not stated.';
comment on column event.join_url is 'The address at which people join the event online.';

-- R__event_search.sql sets the values of the rows that exist. Most events lack most of these facts: their columns are null
-- instead of empty, so that the partial indexes have only the events that have the fact. A condition with a strict operator
-- implies that the column is not null.
alter table event_search
  add column type text not null default 'OTHER',
  add column tags text[],
  add column languages text[],
  add column accessibility_features text[],
  add column age_range int4range;
alter table event_search alter column type drop default;

comment on column event_search.tags is 'The search_key of each tag; null without tags.';
comment on column event_search.languages is
  'In lower case. Of a tag with subtags all prefixes, pt for pt-BR, too; null without languages.';
comment on column event_search.accessibility_features is 'Null without any.';
comment on column event_search.age_range is 'The ages in years for which the event is suitable; null if they are not stated.';

create index event_search_by_type on event_search (type);
create index event_search_by_tag on event_search using gin (tags) with (fastupdate = off) where tags is not null;
create index event_search_by_language on event_search using gin (languages) with (fastupdate = off)
  where languages is not null;
create index event_search_by_accessibility on event_search using gin (accessibility_features) with (fastupdate = off)
  where accessibility_features is not null;
create index event_search_by_age_range on event_search using gist (age_range) where age_range is not null;
