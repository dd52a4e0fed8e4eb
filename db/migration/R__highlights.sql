-- ts_headline finds the words in a copy of the text that is folded like search_text, but in which each character keeps its
-- position. The matches are then marked in the original. A text that has combining accents or compatibility forms, such as
-- fullwidth letters, is converted to NFKC if that does not change its length. Words are those of word_text: a break follows
-- the punctuation of which the parser would make a host, a file, a tag and so on, and a word such as C++. In scripts without spaces, the words that are
-- searched for are separated from the rest of a run, and so are all other letters.
create or replace function highlights(text text, terms tsquery, options text) returns text[]
  language plpgsql stable strict parallel safe as $$
declare
  separator constant text := chr(1);
  mark_start constant text := chr(2);
  mark_end constant text := chr(3);
  word_break constant text := chr(4);
  original text := translate(highlights.text, separator || mark_start || mark_end || word_break, '');
  folded text := original;
  separated text;
  unspaced_words text[];
  headline text;
  fragment text;
  piece text;
  piece_start integer;
  is_match boolean;
  fragments text := '';
begin
  if octet_length(original) > char_length(original) then
    if original ~ '[\u0300-\u036f\u3099\u309a\ufb00-\ufeff\uff00-\uffef\U0001d400-\U0001d7ff]' then
      original := normalize(original, nfc);
      folded := split_words(translate(original, '＋＃♯', '+##'));
      if char_length(normalize(folded, nfkc)) = char_length(folded) then
        folded := normalize(folded, nfkc);
      end if;
    else
      folded := split_words(translate(original, '＋＃♯', '+##'));
    end if;
    folded := replace(lower(replace(folded, 'İ', 'I') collate "und-x-icu"), 'ς', 'σ');
  elsif lower('I') <> 'i' then
    folded := lower(folded collate "C");
  end if;
  if folded collate "C" ~ '[A-Za-z][+#]' then
    folded := join_signs(lower(folded collate "C"), '');
  end if;
  separated := regexp_replace(folded collate "C", '([-+./:@_&<~]|[ƪƻ](?!ƪ))(?=[^ \n])', '\1' || word_break, 'g');
  if octet_length(folded) > char_length(folded) and folded collate "C" ~ unspaced_letter() then
    unspaced_words := array(
      select match[1] from regexp_matches(terms::text collate "C", '''((?:' || unspaced_unit() || ')+)''', 'g') as match
    );
    separated := regexp_replace(separated collate "C",
      array_to_string(unspaced_words || unspaced_unit(), '|'), word_break || '\&' || word_break, 'g');
    options := options || ', MinWords=20, MaxWords=60';
  end if;
  headline := ts_headline('listing', separated, terms,
    format('StartSel="%s", StopSel="%s", FragmentDelimiter="%s", %s', mark_start, mark_end, separator, options));
  if strpos(headline, mark_start) = 0 then
    return null;
  end if;
  headline := replace(headline, word_break, '');
  if folded = original then
    fragments := headline;
  else
    foreach fragment in array string_to_array(headline, separator) loop
      piece_start := strpos(folded, translate(fragment, mark_start || mark_end, ''));
      is_match := false;
      fragments := fragments || separator;
      foreach piece in array string_to_array(translate(fragment, mark_end, mark_start), mark_start) loop
        fragments := fragments || case when is_match then mark_start else '' end
          || substring(original, piece_start, char_length(piece))
          || case when is_match then mark_end else '' end;
        piece_start := piece_start + char_length(piece);
        is_match := not is_match;
      end loop;
    end loop;
    fragments := substring(fragments, 2);
  end if;
  fragments := replace(replace(replace(fragments, '&', '&amp;'), '<', '&lt;'), '>', '&gt;');
  return string_to_array(replace(replace(fragments, mark_start, '<mark>'), mark_end, '</mark>'), separator);
end
$$;

comment on function highlights is
  'The text as HTML with the matching words in <mark>, whole or in fragments, as the options of ts_headline say; null without a match.';
