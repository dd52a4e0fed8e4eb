create or replace function lexeme(word text) returns tsquery
  language sql immutable strict parallel safe
  return ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery;

comment on function lexeme is 'A query for one word that the configuration listing has already reduced.';

-- The distance is the number of letters to insert, delete, replace (V. I. Levenshtein, 1966) or swap with the next one
-- (F. J. Damerau, 1964). Among the nearest words, a similar one is preferred, and one that many events have: an e-fold number of
-- events counts as much as 0.1 of similarity. A materialized query is planned for all its rows, so that the planner chooses
-- the index of words, but computes only the rows that are read.
create or replace function correction(misspelled text, out word text, out event_id uuid)
  language plpgsql stable parallel safe
  set pg_trgm.similarity_threshold = 0.2 as $$
begin
  with candidate as materialized (
    select known.word, known.event_id, case
        when char_length(known.word) = char_length(misspelled) and levenshtein(known.word, misspelled) = 2 and exists (
          select from generate_series(1, char_length(misspelled) - 1) as position
          where overlay(misspelled placing reverse(substr(misspelled, position, 2)) from position for 2) = known.word
        ) then 1
        else levenshtein(known.word, misspelled)
      end as distance
    from search_word as known
    where known.word % misspelled and levenshtein_less_equal(known.word, misspelled, 2) <= 2 and exists (
      select from event_search
      where event_search.event_id = known.event_id and published and words @@ lexeme(known.word)
    )
  ), nearest as (
    select distinct on (candidate.word) candidate.word, candidate.event_id
    from candidate
    where distance = (select min(distance) from candidate)
      and distance <= case when char_length(misspelled) < 6 then 1 else 2 end
  )
  select nearest.word, nearest.event_id into correction.word, correction.event_id
  from nearest
  order by similarity(nearest.word, misspelled) + 0.1 * ln((
    with holder as materialized (
      select from event_search where words @@ lexeme(nearest.word) and published
    )
    select 1 + count(*) from (select from holder limit 1000) as counted
  )) desc, nearest.word collate "C"
  limit 1;
end
$$;

comment on function correction is
  'The word of published events that a misspelled word most probably stands for, with an event that has it; null if none is similar enough.';

-- A word is stored without its ending; an event that has it tells how it is written. The ending of a Latin word is not its
-- first letter, so that only few words are reduced to compare them.
create or replace function spelling(word text, event_id uuid) returns text
  language plpgsql stable parallel safe as $$
begin
  return coalesce(
    (
      select written
      from event
      left join venue on venue.id = event.venue_id
      cross join regexp_split_to_table(word_text(concat_ws(' ',
        event.name, venue.name, venue.city, venue.state, venue.country,
        (
          select string_agg(organizer.name, ' ')
          from event_organizer join organizer on organizer.id = event_organizer.organizer_id
          where event_organizer.event_id = event.id
        ),
        (
          select string_agg(category.name, ' ')
          from event_category join category on category.slug = event_category.category_slug
          where event_category.event_id = event.id
        ),
        left(event.description, 20000)
      )), '\s+') as written
      where event.id = spelling.event_id
        and not (written collate "C" ~ '^[A-Za-z]+$' and lower(left(written, 1)) <> left(word, 1))
        and to_tsvector('listing', written) @@ lexeme(word)
      limit 1
    ),
    word
  );
end
$$;

comment on function spelling is 'A word that the configuration listing has reduced, as an event writes it.';

drop function if exists search_query(text);

-- The input has each term in quotation marks, as the class SearchTerms writes it. Words after a minus are not corrected.
--
-- A word that no published event has is taken as misspelled: its correction is accepted, too. The word itself remains, for
-- editors whose drafts have it. search_word has nearly all public words. The index of words decides about the others, such as
-- "2026".
create or replace function interpret_search(input text, correct_spelling boolean)
  returns table (query tsquery, highlighted tsquery, corrected_to text)
  language plpgsql stable parallel safe rows 1 as $$
declare
  plain constant text := regexp_replace(
    translate(
      join_signs(search_text(translate(input, '＋＃♯', '+##')), ' '), '!#$%&''()*+,./:;<=>?@[\]^_`{|}~', repeat(' ', 30)
    ),
    '-(?!")', ' ', 'g'
  );
  misspelled text;
  corrected record;
  misspellings text[] := '{}';
  corrections text[] := '{}';
  separator constant text := '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]';
  term record;
  content text;
  word text;
  found integer;
begin
  if octet_length(plain) > char_length(plain) and plain collate "C" ~ unspaced_letter() then
    query := websearch_to_tsquery('listing', pair_letters(plain, true));
    for word in
      select distinct match[1] from regexp_matches(query::text collate "C", '''(' || unspaced_unit() || ')''', 'g') as match
    loop
      query := ts_rewrite(query, lexeme(word), (lexeme(word)::text || ':*')::tsquery);
    end loop;
    -- Texts have these letters of Thai and Lao in one piece, unless they are in the form NFKC.
    highlighted := websearch_to_tsquery('listing', replace(replace(
      regexp_replace(plain collate "C", '((?:' || unspaced_unit() || ')+)', ' \1 ', 'g'), 'ํา', 'ำ'), 'ໍາ', 'ຳ'));
  else
    query := websearch_to_tsquery('listing', plain);
    highlighted := query;
  end if;
  if correct_spelling then
    for misspelled in
      select distinct replace(match[1], '''''', '''')
      from regexp_matches(querytree(query), '''((?:[^'']|'''')+)''', 'g') as match
      where char_length(match[1]) between 4 and 30 and match[1] collate "C" !~ unspaced_letter()
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
      select * into corrected from correction(misspelled);
      continue when corrected.word is null;
      query := ts_rewrite(query, lexeme(misspelled), lexeme(misspelled) || lexeme(corrected.word));
      highlighted := ts_rewrite(highlighted, lexeme(misspelled), lexeme(misspelled) || lexeme(corrected.word));
      misspellings := misspellings || misspelled;
      corrections := corrections || spelling(corrected.word, corrected.event_id);
    end loop;
  end if;
  highlighted := replace(querytree(highlighted), '&', '|')::tsquery;
  if cardinality(corrections) > 0 then
    corrected_to := '';
    for term in select match[1] as operator, match[2] as content from regexp_matches(input, '([^"]*)"([^"]*)"', 'g') as match loop
      content := term.content;
      if term.operator not like '%-' then
        for word in select distinct written from regexp_split_to_table(word_text(content), '\s+') as written loop
          found := array_position(misspellings, (tsvector_to_array(to_tsvector('listing', word)))[1]);
          if found is not null then
            content := regexp_replace(search_text(content) collate "C",
              '(^|' || separator || ')' || word || '(?=$|' || separator || ')', '\1' || corrections[found], 'g');
          end if;
        end loop;
      end if;
      corrected_to := corrected_to || term.operator
        || case when content collate "und-x-icu" ~* '\s|^-|^[^[:alnum:]]*or[^[:alnum:]]*$' then '"' || content || '"' else content end;
    end loop;
  end if;
  return next;
end
$$;

comment on function interpret_search is
  'The text of a search box (words, "phrases", -not, or) as a query for event_search.words; its terms for highlights(); and the text with misspelled words corrected, null if there are none.';
