import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from './gql';
import type { MapQuery } from './gql/graphql';
import { Cards, Page } from './parts';
import { Link } from './router';

const MAP = graphql(`
  query Map($within: BoundsInput!) {
    events(filter: { when: UPCOMING, within: $within }, first: 100) { nodes { ...Card venue { id latitude longitude } } }
  }
`);

type Event = MapQuery['events']['nodes'][number];

const RATIO = matchMedia('(min-width: 45rem)').matches ? 2 : 1;
const WORLD = { latitude: 10, longitude: 0, width: 360 };

/** A map on which degrees of latitude and longitude are equally long. */
export function MapPage() {
  const [view, setView] = useState(WORLD);
  const [x, y] = [view.width / 2, view.width / 2 / RATIO];
  const [west, north] = [view.longitude - x, view.latitude + y];
  const within = {
    south: Math.max(north - 2 * y, -90), west: Math.max(west, -180), north: Math.min(north, 90), east: Math.min(west + 2 * x, 180),
  };
  const { data, previousData, error, refetch } = useQuery(MAP, { variables: { within } });
  const events = (data ?? previousData)?.events.nodes ?? [];
  const cell = ({ venue }: Event) => [Math.round((venue!.latitude! / y) * 6), Math.round((venue!.longitude! / x) * 6)].join();
  const zoom = (factor: number) => setView(view.width * factor < 360 ? { ...view, width: view.width * factor } : WORLD);
  const pin = ([cell, events]: [string, Event[]]) => {
    const center = { latitude: events[0].venue!.latitude!, longitude: events[0].venue!.longitude! };
    const style = { left: `${((center.longitude - west) / x) * 50}%`, top: `${((north - center.latitude) / y) * 50}%` };
    const label = `${events.length}: ${events.map(({ name }) => name).join(', ')}`;
    const props = { className: 'pin', style, 'aria-label': label, title: label, children: events.length };
    if (events.length === 1) return <Link key={cell} href={`/event/${events[0].id}`} {...props} />;
    return <button key={cell} onClick={() => setView({ ...center, width: view.width / 4 })} {...props} />;
  };

  return (
    <Page title="Map of upcoming events" error={error} retry={() => refetch()}>
      <p className="row">
        <button onClick={() => zoom(1 / 3)}>Zoom in</button>
        <button onClick={() => zoom(3)} disabled={view === WORLD}>Zoom out</button>
      </p>
      <div className="map" style={{ aspectRatio: RATIO }} aria-busy={!data && !error}>
        <svg viewBox={`${west} ${-north} ${2 * x} ${2 * y}`} aria-hidden="true">
          <image href="/land.svg" x={-180} y={-90} width={360} height={180} />
        </svg>
        {[...Map.groupBy(events, cell)].map(pin)}
      </div>
      <h2>Events on this map</h2>
      <Cards events={data || error ? events : undefined} heading="h3" />
    </Page>
  );
}
