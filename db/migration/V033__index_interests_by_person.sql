-- For the events in which a person is interested.
create index interest_by_person on interest (person, event_id);
