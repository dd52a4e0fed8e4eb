create table faq (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  question text not null check (char_length(question) between 1 and 2000),
  answer text not null check (char_length(answer) between 1 and 20000),
  primary key (event_id, position)
);

comment on table faq is 'Questions about an event with their answers, in the order of the listing.';
