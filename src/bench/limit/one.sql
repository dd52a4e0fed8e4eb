select row_to_json(answer)
from (
  select (
    select row_to_json(node)
    from (
      select {whole},
        (
          select coalesce(json_agg(row), '[]')
          from (
            select 'org_' || organizer.id as id, organizer.name, organizer.url, source_id as "sourceId",
              organizer.description
            from event_organizer join organizer on organizer.id = organizer_id
            where event_id = event.id
            order by position
          ) as row
        ) as organizers,
        to_char(event.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
        to_char(event.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"
      from event
      where event.id = :id
    ) as node
  ) as event
) as answer
