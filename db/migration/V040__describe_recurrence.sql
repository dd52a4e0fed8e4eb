alter table recurrence add column text text check (char_length(text) between 1 and 1000);

comment on column recurrence.text is
  'A sentence about it for people, in English, such as: Every Tuesday until 30 June 2027. Null if it cannot be said in a sentence. Made with the rows in occurrence.';
