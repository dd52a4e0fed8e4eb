alter table change
  drop constraint change_kind_check,
  add constraint change_kind_check
    check (kind in ('PUBLISHED', 'UPDATED', 'OCCURRENCE', 'RESCHEDULED', 'POSTPONED', 'CANCELLED', 'REMOVED'));
