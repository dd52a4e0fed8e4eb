alter table image
  add column width integer check (width between 1 and 100000),
  add column height integer check (height between 1 and 100000);

comment on column image.width is 'In pixels, as the listing states it; null if it does not.';
comment on column image.height is 'In pixels, as the listing states it; null if it does not.';
