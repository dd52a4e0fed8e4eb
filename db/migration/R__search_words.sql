-- A word is stored with an event that has it, not with a number of events: to count a common word, all transactions would
-- wait for each other. Two concurrent transactions may both add a new word, each with an event of its own.
create or replace function add_search_words(words text[], holders uuid[]) returns void language plpgsql
  set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  -- Most words are known, and to find one takes less time than to see whether it is correctable.
  insert into search_word
  select word, event_id
  from (
    select word, event_id
    from unnest(words, holders) as new_word (word, event_id)
    where not exists (
      select from search_word as known join event_search using (event_id)
      where known.word = new_word.word and published
    )
    offset 0
  ) as unknown
  where is_correctable(word)
  on conflict do nothing;
end
$$;

comment on function add_search_words is
  'Adds the words of published events to search_word, each with the event that has it, unless they are known or cannot be corrected to.';

create or replace function add_words_of_events() returns trigger language plpgsql
  set search_path from current as $$
begin
  perform add_search_words(array_agg(word), array_agg(event_id))
  from (
    select word, (array_agg(event_id))[1] as event_id
    from added, unnest(tsvector_to_array(words)) as word
    where published
    group by word
  ) as new_word;
  return null;
end
$$;

comment on function add_words_of_events is 'After rows were inserted into event_search: adds the words of those that are published, once a statement.';

create or replace function refresh_search_words() returns trigger language plpgsql
  set search_path from current set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  delete from search_word
  where event_id = new.event_id and not (new.published and new.words @@ lexeme(word));
  if new.published then
    perform add_search_words(array_agg(word), array_agg(new.event_id)) from unnest(tsvector_to_array(new.words)) as word;
  end if;
  return null;
end
$$;

comment on function refresh_search_words is
  'After the words of an event changed: adds them to search_word if it is published, and removes those that it no longer has.';

drop trigger if exists event_search_refresh_words_of_new on event_search;
create or replace trigger event_search_add_words after insert on event_search
  referencing new table as added for each statement execute function add_words_of_events();

create or replace trigger event_search_refresh_words after update on event_search
  for each row when ((old.published, old.words) is distinct from (new.published, new.words))
  execute function refresh_search_words();

create or replace function forget_words_of_event() returns trigger language plpgsql
  set search_path from current as $$
begin
  delete from search_word where event_id = old.event_id;
  return null;
end
$$;

comment on function forget_words_of_event is
  'After the search row of a deleted event was deleted: removes the words that are stored with this event.';

create or replace trigger event_search_forget_words after delete on event_search
  for each row execute function forget_words_of_event();

create or replace function forget_all_words() returns trigger language plpgsql
  set search_path from current as $$
begin
  truncate search_word;
  return null;
end
$$;

comment on function forget_all_words is 'After event_search was truncated, which fires no row triggers: removes all words.';

create or replace trigger event_search_forget_all_words after truncate on event_search
  for each statement execute function forget_all_words();

-- Deferred to the commit, since the transaction may remove more events that have the word. A common word is found in the
-- latest events, a rare one by the index of words. A materialized query is planned for all its rows, so that the planner
-- chooses the index, but computes only the rows that are read.
create or replace function find_other_event_with_word() returns trigger language plpgsql
  set search_path from current set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if exists (select from search_word where word = old.word) then
    return null;
  end if;
  insert into search_word
  with latest as materialized (
    select event_id, words from event_search where published order by event_id desc limit 20
  ), holder as materialized (
    select event_id from event_search where words @@ lexeme(old.word) and published
  )
  select old.word, event_id
  from (
    select event_id from latest where words @@ lexeme(old.word)
    union all
    select event_id from holder
  ) as other
  limit 1
  on conflict do nothing;
  return null;
end
$$;

comment on function find_other_event_with_word is
  'At the commit of a transaction that removed a word from search_word: adds it again if another published event has it.';

-- PostgreSQL cannot replace a constraint trigger.
drop trigger if exists search_word_find_other_event on search_word;
create constraint trigger search_word_find_other_event after delete on search_word
  deferrable initially deferred for each row execute function find_other_event_with_word();

-- After a migration has emptied the table.
do $$
begin
  if not exists (select from search_word) then
    perform refill_search_words();
  end if;
end
$$;
