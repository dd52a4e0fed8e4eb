-- Within one document, the key tells listings at the same URL apart. Another document may call the same listing otherwise.
create or replace function related_listings(relation listing_relation)
  returns table (event_id uuid, has_key boolean, imported_at timestamptz)
  language sql stable parallel safe
  set search_path from current as $$
  select source.event_id, coalesce(candidate.listing_key = relation.other_key, false), source.imported_at
  from listing_source as source
  left join listing_import as candidate
    on (candidate.event_id, candidate.name, candidate.source_id) = (source.event_id, source.name, source.source_id)
  where source.name = relation.other_name and source.source_id = relation.other_source_id
    and source.event_id <> relation.event_id
    and (
      candidate.listing_key is null or relation.other_key is null or candidate.listing_key = relation.other_key
      or candidate.document_name is distinct from (
        select own.document_name from listing_import as own
        where (own.event_id, own.name, own.source_id) = (relation.event_id, relation.name, relation.source_id)
      )
    );
$$;

comment on function related_listings is 'The events to which a relation with the kind PARENT or CHILD can refer.';

create or replace function stated_parent(child uuid) returns uuid
  language sql stable parallel safe
  set search_path from current as $$
  select parent_id
  from (
    select related.event_id as parent_id, 1 as rank, related.has_key, related.imported_at
    from listing_relation as relation cross join lateral related_listings(relation) as related
    where relation.event_id = child and relation.kind = 'PARENT'
    union all
    select relation.event_id, 2, related.has_key, related.imported_at
    from listing_source as own
    join listing_relation as relation
      on relation.other_source_id = own.source_id and relation.other_name = own.name and relation.kind = 'CHILD'
    cross join lateral related_listings(relation) as related
    where own.event_id = child and related.event_id = child
  ) as stated
  order by rank, has_key desc, imported_at desc, parent_id
  limit 1;
$$;

comment on function stated_parent is
  'The event of which another one is a part by its own listings or else by the listings of that event; null if no listing says so.';

create or replace function stated_series(member uuid) returns uuid
  language sql stable parallel safe
  set search_path from current as $$
  select series.series_id
  from listing_relation as relation
  join event_series_source as series
    on (series.name, series.source_id) = (relation.other_name, relation.other_source_id)
  join listing_source as source
    on (source.name, source.source_id, source.event_id) = (relation.name, relation.source_id, relation.event_id)
  where relation.event_id = member and relation.kind = 'SERIES' and series.series_id is not null
  order by source.imported_at desc, series.series_id
  limit 1;
$$;

comment on function stated_series is 'The series to which an event belongs by its latest listing that names one; null if none does.';
