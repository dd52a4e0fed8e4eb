import { useQuery } from '@apollo/client/react';
import { graphql } from './gql';
import { Cards, Page } from './parts';
import { Link, useAddress } from './router';

const CALENDAR = graphql(`
  query Calendar($month: DateRangeInput!, $day: Date!, $hasDay: Boolean!) {
    month: events(filter: { dates: $month }) { facets { days(first: 100) { value count } } }
    day: events(filter: { startsOn: [$day] }, orderBy: { field: LOCAL_START }, first: 100) @include(if: $hasDay) { nodes { ...Card } }
  }
`);

const iso = (date: Date) => date.toISOString().slice(0, 10);
const format = (date: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(date);

/** The days are those at the venues, so they need no time zone: midnight in UTC stands for a day. */
export function CalendarPage() {
  const parameters = useAddress().searchParams;
  const day = parameters.get('day');
  const [year, month] = (day ?? parameters.get('month') ?? iso(new Date())).split('-').map(Number);
  const dateOf = (monthOfYear: number, dayOfMonth: number) => new Date(Date.UTC(year, monthOfYear - 1, dayOfMonth));
  const [first, last] = [dateOf(month, 1), dateOf(month + 1, 0)];
  const days = Array.from({ length: last.getUTCDate() }, (_, index) => dateOf(month, index + 1));
  const variables = { month: { from: iso(first), to: iso(last) }, day: day ?? iso(first), hasDay: day !== null };
  const { data, previousData, error, refetch } = useQuery(CALENDAR, { variables });
  const counts = new Map((data ?? previousData)?.month.facets.days.map(({ value, count }) => [value, count]));

  return (
    <Page title={format(first, { month: 'long', year: 'numeric' })} error={error} retry={() => refetch()}>
      <p className="row">
        {[dateOf(month - 1, 1), dateOf(month + 1, 1)].map((other) => (
          <Link key={iso(other)} href={`/calendar?month=${iso(other).slice(0, 7)}`}>{format(other, { month: 'long', year: 'numeric' })}</Link>
        ))}
      </p>
      <ol className="calendar" aria-busy={!data}>
        {days.map((date) => (
          <li key={iso(date)} style={{ gridColumnStart: ((date.getUTCDay() + 6) % 7) + 1 }}>
            <Day date={date} count={counts.get(iso(date)) ?? 0} isChosen={iso(date) === day} />
          </li>
        ))}
      </ol>
      <h2>{day ? format(new Date(day), { weekday: 'long', day: 'numeric', month: 'long' }) : 'Choose a day with events'}</h2>
      {day && <Cards events={data?.day?.nodes} heading="h3" />}
    </Page>
  );
}

function Day({ date, count, isChosen }: { date: Date; count: number; isChosen: boolean }) {
  const text = <>{format(date, { weekday: 'short' })} <b>{date.getUTCDate()}</b></>;
  if (count === 0) return <span>{text}</span>;
  const events = <>{count}<span className="unseen"> {count === 1 ? 'event' : 'events'}</span></>;
  return <Link href={`/calendar?day=${iso(date)}`} aria-current={isChosen ? 'date' : undefined}>{text}<br />{events}</Link>;
}
