alter table ticket add column id uuid not null default gen_random_uuid();
alter table image add column id uuid not null default gen_random_uuid();
alter table faq add column id uuid not null default gen_random_uuid();
alter table category add column id uuid not null default gen_random_uuid() unique;

comment on column ticket.id is
  'For caches of clients, which is why nothing looks it up. When tickets are replaced, the same ticket keeps its id.';
comment on column image.id is 'As in ticket: when images are replaced, one with the same URL keeps its id.';
comment on column faq.id is 'As in ticket: when questions are replaced, the same question keeps its id.';
