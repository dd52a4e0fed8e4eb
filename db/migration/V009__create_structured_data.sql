create table structured_data (
  event_id uuid primary key references event on delete cascade,
  source text not null check (char_length(source) between 1 and 1000000)
);

comment on table structured_data is 'The schema.org data of a listing.';
comment on column structured_data.source is 'The JSON-LD text, unchanged; json and jsonb would not keep every character.';
