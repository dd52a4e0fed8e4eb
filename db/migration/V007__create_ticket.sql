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

comment on table ticket is 'A way to get into an event, in the listing''s order.';
comment on column ticket.price_kind is 'Free, paid and unknown differ: a missing price is not a free ticket.';
comment on column ticket.price_amount is 'In whole units of the currency; null for a paid ticket whose price is not known.';
