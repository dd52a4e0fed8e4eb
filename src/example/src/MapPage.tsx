import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from './gql';
import type { MapQuery } from './gql/graphql';
import { land } from './land';
import { Cards, Page } from './parts';
import { Link } from './router';

const MAP = graphql(`
  query Map($within: BoundsInput!) {
    eventClusters(filter: { when: UPCOMING }, within: $within, maxClusters: 60) {
      clusters { tile count center { latitude longitude } bounds { south west north east } events { ...Card } }
    }
  }
`);

type Cluster = MapQuery['eventClusters']['clusters'][number];
type View = { latitude: number; longitude: number; width: number };

const RATIO = matchMedia('(min-width: 45rem)').matches ? 2 : 1;
const WORLD: View = { latitude: 10, longitude: 0, width: 360 };

/** The edges of the visible part of the map, on which a degree is equally long in both directions. */
function edgesOf({ latitude, longitude, width }: View) {
  const [x, y] = [width / 2, width / 2 / RATIO];
  return { south: latitude - y, west: longitude - x, north: latitude + y, east: longitude + x };
}

export function MapPage() {
  const [view, setView] = useState(WORLD);
  const { south, west, north, east } = edgesOf(view);
  const within = { south: Math.max(south, -90), west: Math.max(west, -180), north: Math.min(north, 90), east: Math.min(east, 180) };
  const { data, previousData, error, refetch } = useQuery(MAP, { variables: { within } });
  const clusters = (data ?? previousData)?.eventClusters.clusters ?? [];
  const events = clusters.flatMap((cluster) => cluster.events ?? []);
  const place = ({ center }: Cluster) => ({
    left: `${((center.longitude - west) / view.width) * 100}%`,
    top: `${((north - center.latitude) / view.width) * RATIO * 100}%`,
  });
  const zoomTo = ({ center, bounds }: Cluster) =>
    setView({ ...center, width: Math.max((bounds.east - bounds.west) * 2, (bounds.north - bounds.south) * 2 * RATIO, view.width / 20) });
  const zoom = (factor: number) => setView(view.width * factor < 360 ? { ...view, width: view.width * factor } : WORLD);

  return (
    <Page title="Map of upcoming events" error={error} retry={() => refetch()}>
      <p className="row">
        <button onClick={() => zoom(1 / 3)}>Zoom in</button>
        <button onClick={() => zoom(3)} disabled={view === WORLD}>Zoom out</button>
      </p>
      <div className="map" style={{ aspectRatio: RATIO }} aria-busy={!data}>
        <svg viewBox={`${west} ${-north} ${view.width} ${view.width / RATIO}`} aria-hidden="true">
          {land.map((points) => <polygon key={points} points={points} transform="scale(1 -1)" />)}
        </svg>
        {clusters.map((cluster) => {
          const [event] = cluster.events ?? [];
          const names = cluster.events?.map(({ name }) => name).join(', ') ?? 'zoom in';
          const props = { className: 'pin', style: place(cluster), title: names };
          return cluster.count === 1 && event ? (
            <Link key={cluster.tile} {...props} href={`/event/${event.id}`} aria-label={names}>1</Link>
          ) : (
            <button key={cluster.tile} {...props} onClick={() => zoomTo(cluster)} aria-label={`${cluster.count} events: ${names}`}>{cluster.count}</button>
          );
        })}
      </div>
      <h2>Events on this map</h2>
      <Cards events={data && events} heading="h3" />
    </Page>
  );
}
