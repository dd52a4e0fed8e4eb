create table ticket (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  name text check (char_length(name) between 1 and 500),
  url text check (url ~ '^https?://' and char_length(url) <= 2048),
  price_kind text not null check (price_kind in ('FREE', 'PAID', 'UNKNOWN')),
  price_amount numeric(15, 4) check (price_amount > 0),
  price_currency text check (price_currency ~ '^[A-Z]{3}$'),
  availability text not null default 'UNKNOWN'
    check (availability in ('IN_STOCK', 'LIMITED', 'PRE_ORDER', 'SOLD_OUT', 'DISCONTINUED', 'UNKNOWN')),
  primary key (event_id, position),
  check ((price_amount is null) = (price_currency is null)),
  check (price_kind = 'PAID' or price_amount is null)
);

comment on table ticket is 'The kinds of tickets for an event, in the order of the listing.';
comment on column ticket.price_kind is 'UNKNOWN is not FREE: a missing price does not make a ticket free.';
comment on column ticket.price_amount is 'In whole units of the currency; null for a paid ticket with an unknown price.';
