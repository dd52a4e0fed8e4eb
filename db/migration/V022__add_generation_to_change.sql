-- The log is ordered by (generation, xid, id). Existing changes precede the first generation.
alter table change
  add column generation integer not null default 0,
  add column older_xids xid8[],
  drop constraint change_pkey,
  drop constraint change_event_id_xid_key,
  add primary key (generation, xid, id),
  add unique (event_id, generation, xid);

alter table change alter column generation drop default;

comment on table change is 'The changes of events: one row for each event and transaction.';
comment on column change.generation is 'The number of the generation in which the transaction ran; 0 if before the first one.';
comment on column change.older_xids is
  'The transactions with a lower id that had not ended when the change was written; null if there were none. If all of them are known to have committed, and this change is here, then so is every change with a lower xid.';
