create function lexeme(word text) returns tsquery
  language sql immutable strict parallel safe
  return ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery;

comment on function lexeme is 'A query for one word that is reduced already.';

-- A word that no event has or had is taken for a misspelt one: the most alike words that events do have stand for it, at most
-- one letter away (V. I. Levenshtein, 1966), from six letters on two. Words after a minus are left as they are.
create function search_query(input text) returns tsquery language plpgsql stable parallel safe
  set pg_trgm.similarity_threshold = 0.2 as $$
declare
  asked tsquery := websearch_to_tsquery('listing', input);
  misspelt text;
  meant tsquery;
begin
  for misspelt in
    select distinct replace(match[1], '''''', '''')
    from regexp_matches(querytree(asked), '''((?:[^'']|'''')+)''', 'g') as match
    where char_length(match[1]) between 4 and 30
  loop
    continue when exists (select from search_word where word = misspelt);
    select string_agg(lexeme(word)::text, ' | ')::tsquery into meant
    from (
      select word
      from search_word
      where word % misspelt
        and levenshtein_less_equal(word, misspelt, 2) <= case when char_length(misspelt) < 6 then 1 else 2 end
      order by levenshtein(word, misspelt), similarity(word, misspelt) desc, word
      limit 5
    ) as alike;
    if meant is not null then
      asked := ts_rewrite(asked, lexeme(misspelt), meant);
    end if;
  end loop;
  return asked;
end
$$;

comment on function search_query is
  'What somebody typed into a search box, as a query for event_search.words: words, "phrases", -not, or.';
