-- Slugs keep the marks that are vowels, such as in Devanagari, and tell C, C++ and C# apart. Some collations take such marks for
-- punctuation, so the check names the punctuation of ASCII only.
alter table category drop constraint category_slug_check;
alter table category add constraint category_slug_check check (
  char_length(slug) between 1 and 100
  and slug !~ '[[:space:][:upper:]]'
  and translate(slug, '!"#$%&''()*+,./:;<=>?@[\]^_`{|}~', '') = slug
  and slug !~ '^-|--|-$'
);

-- The categories of before get the slugs that their names have now.
alter table event_category drop constraint event_category_category_slug_fkey;
alter table event_category add constraint event_category_category_slug_fkey
  foreign key (category_slug) references category on update cascade;

with renamed as (
  select slug, trim(both '-' from regexp_replace(
    replace(regexp_replace(regexp_replace(lower(normalize(name, nfkc)),
      '([[:alnum:]])\+\+', '\1-plus-plus', 'g'), '([[:alnum:]])\+', '\1-plus', 'g'), '#', '-sharp'),
    '[[:space:]!-/:-@\[-`{-~]+', '-', 'g')) as new_slug
  from category
  where name ~ '^[ -~]*[[:alnum:]][+#][ -~]*$' or (name ~ '[\u0900-\u109F\u1780-\u17D3]' and name !~ '[\u00C0-\u024F]')
)
update category set slug = new_slug from renamed
where category.slug = renamed.slug and new_slug <> category.slug and char_length(new_slug) between 1 and 100
  and not exists (select from category as other where other.slug = new_slug)
  and not exists (select from renamed as other where other.new_slug = renamed.new_slug and other.slug < renamed.slug);
