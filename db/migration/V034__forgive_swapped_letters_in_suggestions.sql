-- Two letters swapped within a word of six leave it three of its seven trigrams.
alter function suggestions set pg_trgm.word_similarity_threshold = 0.42;
