create table api_key (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 200),
  hash bytea not null check (octet_length(hash) = 32),
  scopes text[] not null check (
    cardinality(scopes) > 0 and scopes <@ array['events:write', 'interests:write', 'listings:import', 'admin']
  ),
  organizer_id uuid references organizer on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

comment on table api_key is 'Keys with which programs and editors write. The key itself is not stored.';
comment on column api_key.hash is 'SHA-256 of the key. The key has 256 random bits, so a slower hash would add nothing.';
comment on column api_key.organizer_id is 'The only organizer whose events the key may write; null for all.';
comment on column api_key.last_used_at is 'To the minute.';

create index api_key_by_organizer on api_key (organizer_id);
