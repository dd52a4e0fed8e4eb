-- Positions change often, so there is no index but that of the key: rows are updated in place.
create table subscriber_position (
  key uuid primary key,
  epoch uuid not null,
  generation integer not null,
  xid xid8 not null,
  id bigint not null,
  expires_at timestamptz(3) not null
) with (fillfactor = 50);

comment on table subscriber_position is
  'The position in the change log up to which an interrupted subscriber is known to have received everything.';
comment on column subscriber_position.key is
  'The beginning of the SHA-256 of the name, principal, document, operation name and variables of the subscriber.';
comment on column subscriber_position.epoch is 'The generation of the log in which the position was handed out.';
comment on column subscriber_position.generation is 'With xid and id, the last change that was received.';
