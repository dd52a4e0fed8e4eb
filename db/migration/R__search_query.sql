create or replace function lexeme(word text) returns tsquery
  language sql immutable strict parallel safe
  return ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery;

comment on function lexeme is 'A query for one word that the configuration listing has already reduced.';

-- A word that no published event has is taken as misspelled, and the most similar public words are accepted too: those at
-- most one edit away (V. I. Levenshtein, 1966), from six letters on two. The word itself remains, for editors whose drafts
-- have it. Words after a minus stay as they are.
--
-- search_word has nearly all public words. The index of words decides about the others, such as "2026". The materialized
-- query is planned for all its rows, so that the planner chooses this index, although only one row is read.
create or replace function search_query(input text) returns tsquery
  language plpgsql stable parallel safe
  set pg_trgm.similarity_threshold = 0.2 as $$
declare
  parsed tsquery := websearch_to_tsquery('listing', search_text(input));
  misspelled text;
  corrected tsquery;
begin
  for misspelled in
    select distinct replace(match[1], '''''', '''')
    from regexp_matches(querytree(parsed), '''((?:[^'']|'''')+)''', 'g') as match
    where char_length(match[1]) between 4 and 30
  loop
    continue when exists (
      select from search_word as known join event_search using (event_id)
      where known.word = misspelled and published and words @@ lexeme(misspelled)
    );
    continue when exists (
      with holder as materialized (
        select from event_search where words @@ lexeme(misspelled) and published
      )
      select from holder
    );
    select string_agg(lexeme(word)::text, ' | ')::tsquery into corrected
    from (
      select word
      from search_word as known
      where word % misspelled
        and levenshtein_less_equal(word, misspelled, 2) <= case when char_length(misspelled) < 6 then 1 else 2 end
        and exists (
          select from event_search
          where event_search.event_id = known.event_id and published and words @@ lexeme(known.word)
        )
      group by word
      order by levenshtein(word, misspelled), similarity(word, misspelled) desc, word collate "C"
      limit 5
    ) as similar_word;
    if corrected is not null then
      parsed := ts_rewrite(parsed, lexeme(misspelled), lexeme(misspelled) || corrected);
    end if;
  end loop;
  return parsed;
end
$$;

comment on function search_query is
  'The text of a search box as a query for event_search.words: words, "phrases", -not, or.';
