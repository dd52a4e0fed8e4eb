create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;
create extension if not exists cube;

-- Listings come in many languages and do not say which. Stems of English are cut off in all of them, on both sides of
-- the comparison; accents and case are dropped; no word is too common to be looked for, since "The Who" has no other.
create text search dictionary listing_stem (template = snowball, language = english);
create text search configuration listing (copy = simple);
alter text search configuration listing
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  with unaccent, listing_stem;

comment on text search configuration listing is 'Words of listings in any language: without case, accents and English endings.';

create function search_key(text text) returns text
  language sql immutable strict parallel safe
  return ' ' || trim(lower(regexp_replace(
    public.unaccent('public.unaccent'::regdictionary, text), '[[:space:][:punct:]]+', ' ', 'g'
  )));

comment on function search_key is
  'A name without case, accents and punctuation, with a blank before each word: to compare it with what is being typed.';

create table search_word (
  word text primary key
);

comment on table search_word is 'The words that listings use, as configuration listing reduces them; for what is misspelt.';

create index search_word_by_trigram on search_word using gin (word gin_trgm_ops);
