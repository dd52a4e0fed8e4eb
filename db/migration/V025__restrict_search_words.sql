-- R__event_search.sql fills the table again.
truncate search_word;
alter table search_word drop constraint search_word_pkey;
alter table search_word add column event_id uuid not null;
alter table search_word add primary key (word, event_id);
create index search_word_by_event on search_word (event_id);

-- Not a foreign key: its check would let writers wait for each other.
comment on column search_word.event_id is
  'A published event that has the word. Readers check it, since two transactions that end at the same time can leave a wrong one.';
comment on table search_word is
  'The words of published events, as the configuration listing reduces them: candidates for the correction of misspelt words. Each has one event that has it, or a few.';
