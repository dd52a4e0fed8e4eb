alter table occurrence_change
  add column name text check (char_length(name) between 1 and 500),
  add column description text check (char_length(description) between 1 and 200000);

comment on column occurrence_change.name is 'The name of this occurrence, such as "with a guest"; null for that of the event.';
comment on column occurrence_change.description is 'The description of this occurrence; null for that of the event.';
