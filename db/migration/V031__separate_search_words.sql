-- PostgreSQL's parser looks for more than words: node.js is a host to it, salsa/bachata a file, -18 a number, <canvas> a tag, and
-- hip-hop a compound of its own that "hip hop" does not find. Without ASCII punctuation it finds words and numbers only.
--
-- Some scripts have no spaces between words, and no dictionary is at hand that knows the words of all these languages. There,
-- each letter is indexed together with the next one: 東京の夜 as 東京, 京の, の夜 and 夜. A part of a run is found as a phrase of
-- pairs, a single letter as the beginning of a pair.
--
-- Han, kana, Bopomofo, Hangul, Thai, Lao, Burmese and Khmer. Korean has spaces, but attaches particles to its words.
create function unspaced_letter() returns text
  language sql immutable parallel safe
  return '[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0edc-\u0edf'
    '\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\u1100-\u11ff'
    '\u1780-\u17b3\u17d7\u17dc\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f'
    '\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76'
    '\uaa7a\uaa7e\uaa7f\uac00-\ud7a3\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af]';

comment on function unspaced_letter is
  'A regular expression for a letter of a script that is written without spaces between words.';

-- Vowel signs, tone marks and the signs that join consonants.
create function unspaced_unit() returns text
  language sql immutable parallel safe
  return unspaced_letter() || '[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059'
    '\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u3099\u309a'
    '\ua9e5\uaa7b-\uaa7d]*';

comment on function unspaced_unit is 'A regular expression for an unspaced_letter with its marks.';

-- A tsvector has at most 1 MB and 16,383 positions. Longer texts than this are not paired, so that they always fit. To split a
-- run by a regular expression takes ten times as long as to split it into characters, and only marks require it.
create function pair_letters(text text, is_query boolean) returns text
  language plpgsql immutable parallel safe
  set search_path from current as $$
declare
  uncertain constant text := chr(57344);
  pieces text[] := '{}';
  part text[];
  units text[];
begin
  if char_length(text) > 50000 or text collate "C" !~ unspaced_letter() then
    return text;
  end if;
  for part in
    select match
    from regexp_matches(
      text collate "C", '((?:' || unspaced_unit() || ')+)|(' || replace(unspaced_letter(), '[', '[^') || '+)', 'g'
    ) as match
  loop
    if part[1] is null then
      pieces := pieces || part[2];
      continue;
    end if;
    units := case
      when part[1] collate "C" ~ ('^' || unspaced_letter() || '+$') then string_to_array(part[1], null)
      else array(select match[1] from regexp_matches(part[1] collate "C", unspaced_unit(), 'g') as match)
    end;
    pieces := pieces
      || array(select unit || next from unnest(units, units[2:]) as pair (unit, next) where next is not null)
      || (case when is_query and cardinality(units) > 1 then uncertain else '' end || units[cardinality(units)]);
  end loop;
  if is_query then
    return replace(regexp_replace(array_to_string(pieces, ' '), uncertain || '[^ ]*(?= *("|$))', '', 'g'), uncertain, '');
  end if;
  return array_to_string(pieces, ' ');
end
$$;

comment on function pair_letters is
  'A folded text in which each run of a script without spaces is replaced by its overlapping pairs of letters and its last letter. In a query, whose terms are in quotation marks, the last letter is left out where a term ends: the run may continue in a text.';

-- Not strict, so that PostgreSQL inlines it.
create function word_text(text text) returns text
  language sql immutable parallel safe
  return case when octet_length(text) = char_length(text)
    then translate(lower(text collate "C"), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32))
    else pair_letters(translate(fold_text(text), '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)), false)
  end;

comment on function word_text is
  'A text as it is parsed for full-text search: search_text without ASCII punctuation, in which pair_letters has separated what is written without spaces.';

create function is_correctable(word text) returns boolean
  language sql immutable parallel safe
  return word collate "und-x-icu" ~ '^[[:alpha:]]{4,30}$' and word collate "C" !~ unspaced_letter();

comment on function is_correctable is 'Whether misspelled words are corrected to this one, if a published event has it.';

comment on function search_text is
  'A text in lower case and Unicode''s form NFKC, with a space for each separator beyond ASCII. It is the same in all locales.';
comment on table search_word is
  'The words of published events, as the configuration listing reduces them: candidates for the correction of misspelled words. Each has one event that has it, or a few.';

-- R__event_search.sql fills the table again.
truncate search_word;
