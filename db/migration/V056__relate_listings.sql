create table listing_relation (
  event_id uuid not null,
  name text not null,
  source_id text not null,
  position smallint not null check (position >= 0),
  kind text not null check (kind in ('PARENT', 'CHILD', 'SERIES')),
  other_name text not null check (char_length(other_name) between 1 and 253),
  other_source_id text not null check (char_length(other_source_id) between 1 and 2048),
  other_key text check (char_length(other_key) between 1 and 2000),
  primary key (event_id, name, source_id, position),
  foreign key (event_id, name, source_id) references listing_import on delete cascade
);

comment on table listing_relation is
  'What the last import of a listing said of others, known or not: which event it is a part of, which are its parts, and to which series it belongs.';
comment on column listing_relation.name is 'With event_id and source_id the key of the listing in listing_import.';
comment on column listing_relation.kind is
  'PARENT: the event is a part of the other one; CHILD: the other one is a part of it; SERIES: it belongs to the series.';
comment on column listing_relation.other_name is
  'With other_source_id the other listing in listing_source, or the series in event_series_source.';
comment on column listing_relation.other_key is
  'The key of the other listing within its document, as in listing_import; null if unknown.';

-- Hashes, since a source_id may be longer than an entry of a B-tree.
create index listing_relation_by_other on listing_relation using hash (other_source_id);

create table event_series_source (
  name text not null check (char_length(name) between 1 and 253),
  source_id text not null check (char_length(source_id) between 1 and 2048),
  series_id uuid references event_series on delete set null,
  series_name text not null check (char_length(series_name) between 1 and 500),
  primary key (name, source_id)
);

comment on table event_series_source is 'The series that were imported, by what identifies them at their source.';
comment on column event_series_source.series_id is 'Null if the series was deleted here: imports do not create it again.';
comment on column event_series_source.series_name is
  'The name as last imported. If that of the series differs, it was renamed here, and imports keep it.';

create index event_series_source_by_series on event_series_source (series_id) where series_id is not null;

create table imported_group (
  event_id uuid primary key references event on delete cascade,
  parent_id uuid references event on delete set null,
  series_id uuid references event_series on delete set null
);

comment on table imported_group is
  'The parent and the series that imports have last given to an event. If those of the event differ, they were edited here, and imports keep them.';

create index imported_group_by_parent on imported_group (parent_id) where parent_id is not null;
create index imported_group_by_series on imported_group (series_id) where series_id is not null;

-- Relations in documents that were imported before are read when these documents are imported the next time.
delete from imported_document;
