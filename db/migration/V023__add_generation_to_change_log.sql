-- Replaced by functions with other parameters or columns.
drop function if exists change_cursor(text, xid8, bigint);
drop function if exists change_is_kept(text, xid8, bigint);
drop function if exists change_epoch();

alter table change_log
  add column expired_generation integer not null default 0,
  drop column epoch;

comment on column change_log.expired_generation is 'With expired_xid and expired_id, the last change that has been deleted.';
comment on column change_log.expired_xid is null;
