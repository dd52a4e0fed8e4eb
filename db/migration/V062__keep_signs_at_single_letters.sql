-- C++, C#, F# and M+ are words of their own: without their signs they would be single letters, which many texts have. PostgreSQL's
-- parser has no words with such signs, so that letters that no living language uses stand for them: ƪ for + and ƻ for #. A text
-- keeps its length by that, in which highlights are found. After several letters or a digit signs are punctuation, for LGBTQ
-- also finds LGBTQ+, and 18 finds 18+. So are one plus sign before a letter or a digit, as in Q+A, and the third plus sign.
create or replace function join_signs(text text, word_break text) returns text
  language sql immutable strict parallel safe
  return replace(replace(replace(
    regexp_replace(text collate "C",
      '(?<![a-z0-9\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff])([a-z])(\+\+|\+(?![a-z0-9\u00c0-\u024f\u1e00-\u1eff])|#)', '\1ƾ\2', 'g'),
    'ƾ++', 'ƪƪ' || word_break), 'ƾ+', 'ƪ' || word_break), 'ƾ#', 'ƻ' || word_break);

comment on function join_signs is
  'A text in lower case in which the plus or number signs directly after a single letter, as in C++ and C#, are replaced by letters, with a word break after them.';

create or replace function word_text(text text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(text) = char_length(text) then regexp_replace(
      case when (strpos(text, '+') > 0 or strpos(text, '#') > 0) and text collate "C" ~ '[A-Za-z][+#]'
        then join_signs(lower(text collate "C"), ' ') else lower(text collate "C") end
      collate "C", '[!-/:-@\[-`{-~]', ' ', 'g'
    )
    else pair_letters(regexp_replace(
      case when text collate "C" ~ '[A-Za-zＡ-Ｚａ-ｚ][+#＋＃♯]'
        then join_signs(fold_text(translate(text, '＋＃♯', '+##')), ' ') else fold_text(text) end
      collate "C", '[!-/:-@\[-`{-~]', ' ', 'g'
    ), false)
  end;

comment on function word_text is
  'A text as it is parsed for full-text search: search_text without ASCII punctuation, in which join_signs keeps words such as C++ and pair_letters has separated what is written without spaces.';

-- Only words of one letter change, which search_word does not have. Without the view, R__event_search.sql refreshes all rows.
do $$
declare
  signed_text constant text := '[A-Za-zＡ-Ｚａ-ｚ][+#＋＃♯]';
begin
  if to_regclass('event_search_fresh') is null then
    return;
  end if;
  alter table event_search disable trigger user;
  update event_search set words = fresh.words
  from event_search_fresh as fresh
  where fresh.event_id = event_search.event_id and fresh.event_id = any(array(
    select id from event
    where concat_ws(' ', name, description, array_to_string(tags, ' ')) collate "C" ~ signed_text
    union
    select event.id from event join venue on venue.id = venue_id
    where concat_ws(' ', venue.name, city, state, country) collate "C" ~ signed_text
    union
    select event_id from event_organizer join organizer on organizer.id = organizer_id where name collate "C" ~ signed_text
    union
    select event_id from event_performer join performer on performer.id = performer_id where name collate "C" ~ signed_text
    union
    select event_id from event_category join category on slug = category_slug where name collate "C" ~ signed_text
  )) and fresh.words is distinct from event_search.words;
  alter table event_search enable trigger user;
end
$$;
