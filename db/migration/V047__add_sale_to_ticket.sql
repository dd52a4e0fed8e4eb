alter table ticket
  add column max_price_amount numeric(15, 4) check (max_price_amount > price_amount),
  add column sale_starts_at timestamptz(3),
  add column sale_ends_at timestamptz(3),
  add column stock integer check (stock >= 0),
  add column description text check (char_length(description) between 1 and 2000),
  add column category text check (char_length(category) between 1 and 200),
  add check (price_amount is not null or max_price_amount is null),
  add check (sale_starts_at <= sale_ends_at);

comment on column ticket.max_price_amount is
  'The highest price if the price is a range, in the currency of price_amount, which is then the lowest; otherwise null.';
comment on column ticket.sale_starts_at is 'From when it can be bought.';
comment on column ticket.sale_ends_at is 'Until when it can be bought.';
comment on column ticket.stock is 'The number of tickets that are left.';
comment on column ticket.category is 'The category of the offer in the words of the listing, such as VIP.';
