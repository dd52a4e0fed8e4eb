create or replace function occurrence_texts(event_id uuid) returns jsonb
  language sql stable parallel safe
  set search_path from current as $$
  select jsonb_build_array(jsonb_build_object('texts', jsonb_object_agg(extract(epoch from original_start)::bigint,
    md5(concat_ws('|', 'name ' || change.name, 'description ' || change.description)))))
  from occurrence_change as change
  where change.event_id = occurrence_texts.event_id and num_nonnulls(change.name, change.description) > 0
  having count(*) > 0;
$$;

comment on function occurrence_texts is
  'What follows the groups of compact_occurrences if occurrences of an event have texts of their own: digests of these texts by the seconds from 1970-01-01 00:00 to the original start, both local. Null without any.';

create or replace function text_of_occurrence(occurrences jsonb, original_start timestamp) returns text
  language sql immutable parallel safe
  return occurrences -> -1 -> 'texts' ->> (extract(epoch from original_start)::bigint)::text;

comment on function text_of_occurrence is
  'The digest of the texts of an occurrence, from event_search.occurrences; null if it has those of its event.';
