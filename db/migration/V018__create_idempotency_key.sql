create table idempotency_key (
  caller text not null check (char_length(caller) between 1 and 300),
  key text not null check (char_length(key) between 1 and 255),
  field text not null check (char_length(field) between 1 and 1000),
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  outcome text,
  created_at timestamptz(3) not null,
  primary key (caller, key, field)
);

comment on table idempotency_key is
  'The results of requests that may be repeated, written in the transaction of the request.';
comment on column idempotency_key.key is 'The header Idempotency-Key, chosen by the caller.';
comment on column idempotency_key.field is 'The mutation within the request.';
comment on column idempotency_key.request_hash is 'SHA-256 of the request: the same key with another request is an error.';
comment on column idempotency_key.outcome is 'Null only inside the transaction that executes the request.';

create index idempotency_key_by_creation on idempotency_key (created_at);
