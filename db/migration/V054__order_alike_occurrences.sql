alter table occurrence add column preceded_day date not null default '0001-01-01';

comment on column occurrence.preceded_until is
  'The end of the earlier occurrences of the event, or a microsecond after the start of one without duration: of a period that begins before, an earlier occurrence is the first. The year 1 without any.';
comment on column occurrence.preceded_day is
  'The last local day of the earlier occurrences of the event; the year 1 without any.';
comment on column occurrence.gap_class is
  'The least n for which the time from the last earlier alike occurrence to the start is not longer than the n-th of gap_limits(); one more than their number for a longer time, and without such an occurrence; 0 if an alike one ends after the start, or an earlier one starts on a later local day.';

-- Exact hours, since a day of a local time can have 23 or 25.
create or replace function gap_limits() returns interval[] language sql immutable parallel safe
  return '{24:00,48:00,96:00,168:00,336:00,744:00,2208:00,8784:00}'::interval[];

comment on function gap_limits is
  'The longest gaps between alike occurrences in each gap class from 1: 1, 2, 4, 7, 14, 31, 92 and 366 days.';

create view occurrence_order as
select id, event_id, coalesce(earlier_end, '0001-01-01 00:00Z') as preceded_until,
  coalesce(earlier_end_day, '0001-01-01') as preceded_day,
  case when starts_at < alike_end or start_day < earlier_start_day then 0
    else (select 1 + count(*) from unnest(gap_limits()) as longest where alike_end is null or starts_at - alike_end > longest)
  end::smallint as gap_class
from (
  select id, event_id, starts_at, start_day,
    max(greatest(over_at, starts_at + interval '1 microsecond')) over earlier as earlier_end,
    max(end_day) over earlier as earlier_end_day,
    max(start_day) over earlier as earlier_start_day,
    max(greatest(over_at, starts_at + interval '1 microsecond')) over alike as alike_end
  from occurrence
  window
    earlier as (partition by event_id order by starts_at, id rows between unbounded preceding and 1 preceding),
    alike as (
      partition by event_id, status, start_weekday, start_time
      order by starts_at, id rows between unbounded preceding and 1 preceding
    )
) as preceded;

comment on view occurrence_order is
  'The values of preceded_until, preceded_day and gap_class in occurrence as they follow from its other columns. Occurrences of an event are alike if they have the same status, weekday and time of day: a filter on these matches all of them or none.';

alter table occurrence disable trigger user;
update occurrence
set preceded_until = place.preceded_until, preceded_day = place.preceded_day, gap_class = place.gap_class
from occurrence_order as place
where place.id = occurrence.id;
alter table occurrence enable trigger user;
