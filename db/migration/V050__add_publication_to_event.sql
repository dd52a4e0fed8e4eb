-- What is there already was public, and what an import adds is: only who writes a draft says that it is none yet.
alter table event add column published_at timestamptz(3) default now();

comment on column event.published_at is 'Since when everybody sees it; null for a draft.';
