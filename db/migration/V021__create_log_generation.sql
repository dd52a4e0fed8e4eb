-- Transaction ids are comparable only within one database of one cluster, on one timeline of its WAL. Wherever one of these
-- changes (a dump was restored, a standby promoted, a backup put back), a new generation of the log begins.
create table log_generation (
  number integer primary key check (number > 0),
  epoch uuid not null unique default gen_random_uuid(),
  first_version bigint not null,
  system_identifier bigint,
  timeline integer,
  database oid not null,
  relation oid not null,
  server_started timestamptz not null,
  continues boolean not null,
  began_at timestamptz(3) not null default clock_timestamp()
);

comment on table log_generation is
  'The generations of the log: periods in which its transaction ids are comparable. The one with the highest number is the current one.';
comment on column log_generation.epoch is 'Identifies the generation in cursors, also among databases that were one once.';
comment on column log_generation.first_version is
  'A lower limit for versions of rows that are written in this generation. It exceeds all earlier versions, also those of rows that were lost.';
comment on column log_generation.system_identifier is 'The cluster, from pg_control_system(); null if it cannot be read.';
comment on column log_generation.timeline is 'The timeline of the WAL; null if it cannot be read.';
comment on column log_generation.relation is
  'The oid of this table when the generation began: a restored table has another one.';
comment on column log_generation.server_started is
  'pg_postmaster_start_time() of the server that was last found to be the one of this generation.';
comment on column log_generation.continues is
  'Whether it began because a standby of the same cluster was promoted, or the cluster was recovered to a point in time. Then all transactions up to some place in the WAL of the previous generation are part of this one.';
