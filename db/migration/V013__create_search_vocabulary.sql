-- The extensions may be installed already, in any schema on the search path. PostgreSQL reports that as a warning.
set local client_min_messages = error;
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create extension if not exists cube;
reset client_min_messages;

-- Listings are written in many languages and do not say in which. English endings are removed in all of them, on both
-- sides of the comparison; accents and case are ignored. There are no stop words, because "The Who" has nothing else.
create text search dictionary listing_stem (template = snowball, language = english);
create text search configuration listing (copy = simple);
alter text search configuration listing
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  with unaccent, listing_stem;

comment on text search configuration listing is
  'The words of listings in any language, without case, accents and English endings.';

-- unaccent() is not immutable, because its rules can be edited. These indexes assume that they are not.
create function search_key(text text) returns text
  language sql immutable strict parallel safe
  return ' ' || trim(lower(regexp_replace(
    unaccent('unaccent'::regdictionary, text), '[[:space:][:punct:]]+', ' ', 'g'
  )));

comment on function search_key is
  'A name without case, accents and punctuation and with a space before each word, to match what a user types.';

create index venue_by_name_key on venue using gin (search_key(name) gin_trgm_ops);
create index venue_by_city_key on venue using gin (search_key(city) gin_trgm_ops);
create index organizer_by_name_key on organizer using gin (search_key(name) gin_trgm_ops);

create table search_word (
  word text primary key
);

comment on table search_word is
  'The words of all listings, as the configuration listing reduces them: candidates for the correction of misspelt words.';

create index search_word_by_trigram on search_word using gin (word gin_trgm_ops);
