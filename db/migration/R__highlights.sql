-- ts_headline finds the words in a copy of the text that is folded as search_text does it, but in which each character keeps
-- its position; the matches are then marked in the original. A text that does not keep its length in NFKC, such as one with
-- a ligature, is folded without it. Angle brackets are removed from the copy, because ts_headline would leave out tags.
create or replace function highlights(original_text text, terms tsquery, options text) returns text[]
  language plpgsql stable strict parallel safe as $$
declare
  separator constant text := chr(1);
  selector constant text := chr(2);
  original constant text := normalize(original_text, nfc);
  spaced constant text := translate(split_words(original), '<>' || separator || selector, '    ');
  folded text := normalize(spaced, nfkc);
begin
  if char_length(folded) <> char_length(spaced) then
    folded := spaced;
  end if;
  folded := replace(lower(replace(folded, 'İ', 'I') collate "und-x-icu"), 'ς', 'σ');
  return array(
    select (
      select string_agg(
        case piece.number % 2 when 0 then '<mark>' || html || '</mark>' else html end, '' order by piece.number
      )
      from (
        select number, sum(char_length(folded_piece)) over (order by number) as next, char_length(folded_piece) as length
        from string_to_table(fragment.marked, selector) with ordinality as numbered (folded_piece, number)
      ) as piece
      cross join lateral substring(original, fragment.start + (piece.next - piece.length)::integer, piece.length) as text
      cross join lateral replace(replace(replace(text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') as html
    )
    from (
      select marked, number, strpos(folded, replace(marked, selector, '')) as start
      from string_to_table(
        ts_headline('listing', folded, terms, concat_ws(', ', options, format(
          'StartSel="%s", StopSel="%s", FragmentDelimiter="%s"', selector, selector, separator
        ))), separator
      ) with ordinality as numbered (marked, number)
    ) as fragment
    order by fragment.number
  );
end
$$;

comment on function highlights is
  'The text as HTML with the matching words in <mark>: the whole text or, depending on the options of ts_headline, fragments of it.';
