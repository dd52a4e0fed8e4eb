import { useQuery } from '@apollo/client/react';
import { graphql } from './gql';
import type { EventPageQuery } from './gql/graphql';
import { InterestedButton } from './InterestedButton';
import { Cards, formatEnum, formatMoney, formatTime, Page, Picture } from './parts';

const EVENT = graphql(`
  query EventPage($id: ID!) {
    event(id: $id) {
      ...Card
      description cancellationReason attendanceMode end { local date } previousStart { local date }
      categories { id name } organizers { id name url } venue { id fullAddress }
      tickets { id name url priceKind availability price { amount currency } }
      banner: image(role: BANNER) { id url alt width height } gallery { id url alt width height }
      faqs { id question answer }
      structuredData { source }
      similar(first: 3) { ...Card }
    }
  }
`);

export function EventPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(EVENT, { variables: { id } });
  if (data?.event) return <Details event={data.event} />;
  const title = data ? 'There is no such event' : error ? 'The event' : 'Loading…';
  return <Page title={title} error={error} retry={() => refetch()} />;
}

function Details({ event }: { event: NonNullable<EventPageQuery['event']> }) {
  const { status, venue, end, previousStart, organizers, tickets, gallery, faqs, similar, structuredData } = event;
  return (
    <Page title={event.name}>
      {status !== 'SCHEDULED' && <p><strong className="badge">{formatEnum(status)}</strong> {event.cancellationReason}</p>}
      <Picture image={event.banner} />
      <div className="row">
        <dl>
          <dt>When</dt>
          <dd>{formatTime(event.start)}{end && ` – ${formatTime(end)}`} {previousStart && <s>{formatTime(previousStart)}</s>}</dd>
          <dt>Where</dt>
          <dd>{venue ? `${venue.name}, ${venue.fullAddress ?? venue.city}` : formatEnum(event.attendanceMode)}</dd>
          <dt>What</dt>
          <dd>{event.categories.map(({ name }) => name).join(', ') || 'Other'}</dd>
          <dt>Who</dt>
          {organizers.map(({ id, name, url }) => <dd key={id}>{url ? <a href={url}>{name}</a> : name}</dd>)}
        </dl>
        <InterestedButton event={event} />
      </div>
      <p className="text">{event.description}</p>
      {tickets.length > 0 && <h2>Tickets</h2>}
      {tickets.map(({ id, name, url, price, priceKind, availability }) => (
        <p key={id}>
          {url ? <a href={url}>{name ?? 'Ticket'}</a> : (name ?? 'Ticket')}:{' '}
          {price ? formatMoney(price.amount, price.currency) : formatEnum(priceKind)}
          {availability !== 'UNKNOWN' && `, ${formatEnum(availability).toLowerCase()}`}
        </p>
      ))}
      {gallery.length > 1 && <h2>Pictures</h2>}
      <div className="cards">{gallery.length > 1 && gallery.map((image) => <Picture key={image.id} image={image} />)}</div>
      {faqs.length > 0 && <h2>Questions</h2>}
      {faqs.map(({ id, question, answer }) => (
        <details key={id}><summary>{question}</summary><p className="text">{answer}</p></details>
      ))}
      <h2>Similar events</h2>
      <Cards events={similar} heading="h3" />
      {structuredData && <script type="application/ld+json">{structuredData.source}</script>}
    </Page>
  );
}
