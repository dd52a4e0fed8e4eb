import { useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { announcedIds, client } from './client';
import { graphql } from './gql';
import type { CardFragment } from './gql/graphql';
import { Link } from './router';

const CHANGES = graphql(`
  subscription Changes($filter: EventFilter, $after: String) {
    eventChanges(filter: $filter, after: $after) { cursor kind eventId event { ...Card } }
  }
`);
const variables = { filter: { when: 'UPCOMING' as const } };

/** Announces new events. Changes of events that are shown need no code: the cache has them as soon as they arrive. */
export function Live() {
  const [announced, setAnnounced] = useState<CardFragment[]>([]);
  useSubscription(CHANGES, {
    variables,
    onData({ data: { data } }) {
      const { kind, eventId, event } = data!.eventChanges;
      if (kind === 'REMOVED') client.cache.evict({ id: client.cache.identify({ __typename: 'Event', id: eventId }) });
      if (kind !== 'PUBLISHED' || !event) return;
      announcedIds([...announcedIds(), eventId]);
      setAnnounced((before) => [event, ...before].slice(0, 3));
    },
  });
  const showInList = () => (setAnnounced([]), client.refetchQueries({ include: ['Events'] }));
  return (
    <aside aria-label="New events" aria-live="polite">
      {announced.map(({ id, name }) => (
        <p key={id}><strong className="badge good">New</strong> <Link href={`/event/${id}`}>{name}</Link></p>
      ))}
      {announced.length > 0 && <button onClick={showInList}>Update the list</button>}
    </aside>
  );
}
