-- Relevance puts events whose name has the words before those of which something else has them. Each of these two kinds is
-- found by an index of its own: that on all words leads to every event whose description has them, too, of which there may
-- be a hundred times as many.
create index event_search_by_name_words on event_search
  using gin (ts_filter(words, '{a}')) with (fastupdate = off);
create index event_search_by_telling_words on event_search
  using gin (ts_filter(words, '{a,b,c}')) with (fastupdate = off);

-- What the indexes are on has statistics of its own, which PostgreSQL would otherwise gather later.
analyze event_search;
