-- lower() depends on the locale of the database, and tells ü from u with a combining diaeresis.
drop index event_search_by_city;
drop index event_search_by_state;
alter table event_search add column city_key text, add column state_key text;
create index event_search_by_city on event_search (city_key);
create index event_search_by_state on event_search (state_key);

comment on column event_search.city_key is 'The search_key of the city.';
comment on column event_search.state_key is 'The search_key of the state.';

-- A subscription that continues after an older change applies its filter to these rows.
update change set
  before = before || jsonb_build_object(
    'city_key', search_key(before ->> 'city'), 'state_key', search_key(before ->> 'state')
  ),
  after = after || jsonb_build_object('city_key', search_key(after ->> 'city'), 'state_key', search_key(after ->> 'state'));
