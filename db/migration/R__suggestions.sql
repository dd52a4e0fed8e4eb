-- Suggestions are the same for all users, so drafts are never among them, nor are categories and cities that only drafts
-- have. Venues and organizers are public by themselves. The subqueries of exists have an offset, so that PostgreSQL runs them
-- for each candidate instead of joining all events.

-- If many events have a word with this prefix, the most popular of them are found along the index of interest; if few
-- have one, by the trigrams of their names or, where words are not separated by spaces or have signs, by their words: a single
-- letter or two have no trigram.
drop function if exists events_named(text);
drop function if exists events_named(text, tsquery);
create function events_named(pattern text, name_query tsquery)
  returns table (event_id uuid, name text, name_key text, weight integer)
  language plpgsql stable parallel safe as $$
declare
  max_events constant integer := 50;
begin
  return query
  select popular.event_id, popular.name, popular.name_key, popular.interested_count
  from (
    select * from event_search where published order by interested_count desc, event_search.event_id desc limit 4000
  ) as popular
  where popular.name_key like pattern and (name_query is null or ts_filter(words, '{a}') @@ name_query)
  limit max_events;
  if found then
    return;
  elsif name_query is not null then
    return query
    select named.event_id, named.name, named.name_key, named.interested_count
    from (
      select * from event_search
      where ts_filter(words, '{a}') @@ name_query and event_search.name_key like pattern and published offset 0
    ) as named
    order by named.interested_count desc, named.event_id desc
    limit max_events;
  else
    return query
    select named.event_id, named.name, named.name_key, named.interested_count
    from (select * from event_search where event_search.name_key like pattern and published offset 0) as named
    order by named.interested_count desc, named.event_id desc
    limit max_events;
  end if;
end
$$;

comment on function events_named is
  'Up to 50 published events whose search_key matches a pattern and whose names match a query, if there is one; the popular ones first.';

create or replace function words_with_signs(text text) returns tsquery
  language sql immutable parallel safe
  return (
    select string_agg('''' || word[1] || ''':*', ' & ')::tsquery
    from regexp_matches(join_signs(search_text(translate(text, '＋＃♯', '+##')), ' ') collate "C", '[a-z](?:ƪƪ?|ƻ)', 'g') as word
  );

comment on function words_with_signs is 'A query for the words such as C++ and C# in a text, or the beginnings of such words; null if it has none.';

-- Of a word of six letters with two of them swapped, three of seven trigrams remain, hence the threshold.
-- PostgreSQL cannot replace a function by one with other result columns.
drop function if exists suggestions(text, integer);
create function suggestions(typed text, max_results integer)
  returns table (rank bigint, kind text, text text, id uuid, slug text)
  language plpgsql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.42 as $$
declare
  typed_key constant text := search_key(typed);
  -- Where words are not separated by spaces, a word may begin anywhere.
  is_unspaced constant boolean := typed_key collate "C" ~ ('^ ' || unspaced_letter());
  pattern constant text := '%' || case when is_unspaced then ltrim(typed_key) else typed_key end || '%';
  -- Keys have no signs: C++ and C# begin with the same letter as all names with C.
  signed_query tsquery := words_with_signs(typed);
  unspaced_query tsquery;
begin
  if typed_key = ' ' then
    return;
  end if;
  if is_unspaced then
    unspaced_query := (select query from interpret_search('"' || ltrim(typed_key) || '"', false));
  end if;
  loop
    return query
    with candidate (kind, text, id, slug, key, weight) as (
      select * from (
        select distinct on (name_key) 'EVENT', name, event_id, null::text, name_key, weight
        from events_named(pattern, coalesce(signed_query, unspaced_query))
        order by name_key, weight desc, event_id
      ) as event
      union all
      (
        select 'VENUE', venue.name, venue.id, null, search_key(venue.name), 0
        from venue
        where search_key(venue.name) like pattern
          and (signed_query is null or to_tsvector('listing', word_text(venue.name)) @@ signed_query)
        limit 50
      )
      union all
      (
        select 'ORGANIZER', organizer.name, organizer.id, null, search_key(organizer.name), 0
        from organizer
        where search_key(organizer.name) like pattern
          and (signed_query is null or to_tsvector('listing', word_text(organizer.name)) @@ signed_query)
        limit 50
      )
      union all
      select 'CATEGORY', category.name, category.id, category.slug, search_key(category.name), 0
      from category
      where search_key(category.name) like pattern
        and (signed_query is null or to_tsvector('listing', word_text(category.name)) @@ signed_query) and exists (
        select from event_category join event_search using (event_id)
        where category_slug = category.slug and published offset 0
      )
      union all
      (
        select 'CITY', min(spelling.city), spelling.city_id, null, spelling.key, sum(spelling.venues)::integer
        from (
          select venue.city, search_key(venue.city) as key, count(*) as venues,
            city_id(venue.city, venue.state, venue.country_code) as city_id
          from venue where search_key(venue.city) like pattern and signed_query is null group by venue.city, 4
        ) as spelling
        where exists (
          select from event_search where event_search.city_id = spelling.city_id and published offset 0
        )
        group by spelling.key, spelling.city_id
      )
    ), ranked as (
      select *, candidate.key like typed_key || '%' as is_prefix,
        row_number() over (
          partition by candidate.kind
          order by candidate.key like typed_key || '%' desc, weight desc, char_length(candidate.text), candidate.text,
            candidate.id
        ) as nth
      from candidate
    )
    select row_number() over (order by is_prefix desc, nth, ranked.kind), ranked.kind, ranked.text, ranked.id, ranked.slug
    from ranked
    order by 1
    limit max_results;
    if found then
      return;
    end if;
    exit when signed_query is null;
    signed_query := null;
  end loop;
  return query
  with candidate (kind, text, id, slug, key) as (
    select * from (
      select distinct on (name_key) 'EVENT', name, event_id, null::text, name_key
      from (select * from event_search where name_key %> typed_key and published limit 500) as similar_event
      order by name_key, interested_count desc, event_id
    ) as event
    union all
    select 'VENUE', venue.name, venue.id, null, search_key(venue.name)
    from venue where search_key(venue.name) %> typed_key
    union all
    select 'ORGANIZER', organizer.name, organizer.id, null, search_key(organizer.name)
    from organizer where search_key(organizer.name) %> typed_key
    union all
    select 'CATEGORY', category.name, category.id, category.slug, search_key(category.name)
    from category
    where search_key(category.name) %> typed_key and exists (
      select from event_category join event_search using (event_id)
      where category_slug = category.slug and published offset 0
    )
    union all
    select 'CITY', min(spelling.city), spelling.city_id, null, spelling.key
    from (
      select venue.city, search_key(venue.city) as key,
        city_id(venue.city, venue.state, venue.country_code) as city_id
      from venue where search_key(venue.city) %> typed_key group by venue.city, 3
    ) as spelling
    where exists (
      select from event_search where event_search.city_id = spelling.city_id and published offset 0
    )
    group by spelling.key, spelling.city_id
  )
  select row_number() over (
      order by word_similarity(typed_key, candidate.key) desc, char_length(candidate.text), candidate.kind,
        candidate.text, candidate.id
    ), candidate.kind, candidate.text, candidate.id, candidate.slug
  from candidate
  order by 1
  limit max_results;
end
$$;

comment on function suggestions is
  'Completions of a typed text: names with a word that begins with it or, if there are none, similar names.';
