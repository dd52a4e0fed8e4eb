-- R__event_search.sql sets the values of the rows that exist.
alter table event_search
  add column prices jsonb not null default '{}',
  add column ticket_availability text not null default 'UNKNOWN',
  add column price_class smallint not null default 2,
  add column price_currency text not null default '',
  add column least_price numeric(15, 4) not null default 0;
alter table event_search
  alter column prices drop default,
  alter column ticket_availability drop default,
  alter column price_class drop default,
  alter column price_currency drop default,
  alter column least_price drop default;

comment on column event_search.prices is 'The distinct prices in each currency, lowest first.';
comment on column event_search.ticket_availability is 'The best availability of its tickets; UNKNOWN without tickets.';
comment on column event_search.price_class is '0 free, 1 with a known price, 2 neither: no price is known.';
comment on column event_search.price_currency is
  'The currency of most prices, and of these that of the first ticket; empty unless price_class is 1.';
comment on column event_search.least_price is
  'The lowest price in price_currency; 0 if a ticket is free, and unless price_class is 1.';

-- Prices of different currencies cannot be compared, so that each currency has its own part of the order.
create index event_search_by_price on event_search (price_class, price_currency, least_price, event_id)
  include (published);
