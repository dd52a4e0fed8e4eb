create table interest (
  event_id uuid references event on delete cascade,
  person bytea check (octet_length(person) = 32),
  expressed_at timestamptz(3) not null default now(),
  primary key (event_id, person)
);

comment on table interest is 'Who said here that they are interested in an event; whoever does so twice is one all the same.';
comment on column interest.person is
  'SHA-256 of what the calling site calls its visitor, together with who the site is. Nobody is to be read from it.';

alter table event add column interests integer not null default 0 check (interests >= 0);

comment on column event.interested_count is
  'How many are interested as the source of the listing counted; those who said so here are in interests.';
comment on column event.interests is 'How many rows of interest there are of it.';

-- By statement, so that an event with many is written once. The order keeps two transactions from waiting for each other.
create function count_interests() returns trigger language plpgsql as $$
declare
  counted record;
begin
  for counted in select event_id, count(*) as number from changed group by event_id order by event_id loop
    update event set interests = interests + case tg_op when 'INSERT' then counted.number else -counted.number end
    where id = counted.event_id;
  end loop;
  return null;
end
$$;

create trigger interest_inserted after insert on interest referencing new table as changed
  for each statement execute function count_interests();
create trigger interest_deleted after delete on interest referencing old table as changed
  for each statement execute function count_interests();

create function count_no_interests() returns trigger language plpgsql as $$
begin
  update event set interests = 0 where interests > 0;
  return null;
end
$$;

create trigger interest_truncated after truncate on interest
  for each statement execute function count_no_interests();
