'evt_' || event.id as id, event.url, event.name, event.description, event.status,
event.attendance_mode as "attendanceMode", event.interested_count as "interestedCount",
json_build_object(
  'instant', to_char(event.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'local', case event.start_precision when 'MINUTE' then to_char(event.start_local, 'YYYY-MM-DD"T"HH24:MI') end,
  'date', event.start_local::date,
  'timeZone', event.start_zone,
  'precision', event.start_precision
) as start,
case when event.ends_at is not null then json_build_object(
  'instant', to_char(event.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'local', case event.end_precision when 'MINUTE' then to_char(event.end_local, 'YYYY-MM-DD"T"HH24:MI') end,
  'date', event.end_local::date,
  'timeZone', event.end_zone,
  'precision', event.end_precision
) end as "end",
(
  select coalesce(json_agg(row), '[]')
  from (
    select slug, category.name
    from event_category join category on slug = category_slug
    where event_id = event.id
    order by position
  ) as row
) as categories,
(
  select row_to_json(row)
  from (
    select 'ven_' || venue.id as id, venue.name, full_address as "fullAddress", city, state, country,
      country_code as "countryCode", latitude, longitude
    from venue
    where venue.id = event.venue_id
  ) as row
) as venue,
(
  select row_to_json(row)
  from (
    select 'org_' || organizer.id as id, organizer.name, organizer.url
    from event_organizer join organizer on organizer.id = organizer_id
    where event_id = event.id and position = 0
  ) as row
) as organizer,
(
  select coalesce(json_agg(row), '[]')
  from (
    select ticket.name, ticket.url, price_kind as "priceKind", availability,
      case when price_amount is not null
        then json_build_object('amount', trim_scale(price_amount), 'currency', price_currency)
      end as price
    from ticket
    where event_id = event.id
    order by position
  ) as row
) as tickets,
(
  select coalesce(json_agg(row), '[]')
  from (select image.url, alt, role from image where event_id = event.id order by position) as row
) as gallery,
(
  select coalesce(json_agg(row), '[]')
  from (select question, answer from faq where event_id = event.id order by position) as row
) as faqs
