import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from './gql';
import type { MapQuery } from './gql/graphql';
import { Cards, Page } from './parts';
import { Link } from './router';

const MAP = graphql(`
  query Map($within: BoundsInput!, $cells: Int!) {
    eventClusters(filter: { when: UPCOMING }, within: $within, maxClusters: $cells) {
      clusters { tile count center { latitude longitude } bounds { south west north east } events { ...Card } }
    }
  }
`);

type Cluster = MapQuery['eventClusters']['clusters'][number];

const RATIO = matchMedia('(min-width: 45rem)').matches ? 2 : 1;
const WORLD = { latitude: 10, longitude: 0, width: 360 };

/** A map on which degrees of latitude and longitude are equally long. */
export function MapPage() {
  const [view, setView] = useState(WORLD);
  const [x, y] = [view.width / 2, view.width / 2 / RATIO];
  const [west, north] = [view.longitude - x, view.latitude + y];
  const [south, east] = [Math.max(north - 2 * y, -90), Math.min(west + 2 * x, 180)];
  const within = { south, west: Math.max(west, -180), north: Math.min(north, 90), east };
  const { data, previousData, error, refetch } = useQuery(MAP, { variables: { within, cells: RATIO === 2 ? 200 : 60 } });
  const clusters = (data ?? previousData)?.eventClusters.clusters ?? [];
  const zoom = (factor: number) => setView(view.width * factor < 360 ? { ...view, width: view.width * factor } : WORLD);
  const zoomTo = ({ center, bounds: { south, west, north, east } }: Cluster) =>
    setView({ ...center, width: Math.max((east - west) * 2, (north - south) * 2 * RATIO, view.width / 20) });

  const pin = (cluster: Cluster) => {
    const { tile, count, center, events } = cluster;
    const style = { left: `${((center.longitude - west) / x) * 50}%`, top: `${((north - center.latitude) / y) * 50}%` };
    const label = `${count}: ${events?.map(({ name }) => name).join(', ') ?? 'events'}`;
    const props = { className: 'pin', style, 'aria-label': label, title: label, children: count };
    const single = count === 1 && events?.[0];
    return single ? <Link key={tile} href={`/event/${single.id}`} {...props} /> : <button key={tile} onClick={() => zoomTo(cluster)} {...props} />;
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
        {clusters.map(pin)}
      </div>
      <h2>Events on this map</h2>
      <Cards events={data || error ? clusters.flatMap(({ events }) => events ?? []) : undefined} heading="h3" />
    </Page>
  );
}
