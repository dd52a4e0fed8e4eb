import type { ErrorLike } from '@apollo/client';
import { useReactiveVar } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { announcedIds } from './client';
import { graphql } from './gql';
import type { CardFragment } from './gql/graphql';
import { Link } from './router';

graphql(`
  fragment Card on Event {
    id name status interestedCount isFree isSoldOut start { local date } venue { id name city }
    priceRange { min max currency }
    image(role: THUMBNAIL) { id url alt width height }
  }
`);

const focus = (heading: HTMLElement | null) => heading?.focus({ preventScroll: true });

type PageProps = { title: string; error?: ErrorLike; retry?: () => unknown; children?: ReactNode };

/** Screen readers begin at the heading when another page is shown. */
export function Page({ title, error, retry, children }: PageProps) {
  return (
    <>
      <title>{`${title} · What’s on`}</title>
      <h1 tabIndex={-1} ref={focus}>{title}</h1>
      {error && <p role="alert">This could not be loaded: {error.message} <button onClick={retry}>Try again</button></p>}
      {children}
    </>
  );
}

/** The cards of events, or of those to come while they are loading. */
export function Cards({ events, heading: Heading = 'h2' }: { events: CardFragment[] | undefined; heading?: 'h2' | 'h3' }) {
  const announced = useReactiveVar(announcedIds);
  return (
    <ul className="cards">
      {!events && Array.from({ length: 6 }, (_, index) => <li key={index} className="skeleton" aria-hidden="true" />)}
      {events?.map((event) => (
        <li key={event.id} className={announced.includes(event.id) ? 'new' : undefined}>
          <Picture image={event.image} />
          <div>
            <Heading><Link href={`/event/${event.id}`}>{event.name}</Link></Heading>
            <p><time dateTime={event.start.local ?? event.start.date}>{formatTime(event.start)}</time></p>
            <p>{event.venue ? [event.venue.name, event.venue.city].filter(Boolean).join(', ') : 'Online'}</p>
            <p>{priceOf(event)} · {event.interestedCount} interested</p>
            {announced.includes(event.id) && <strong className="badge good">New</strong>}
            {event.status !== 'SCHEDULED' && <strong className="badge">{formatEnum(event.status)}</strong>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** An image in a frame of a fixed shape, so that the page does not move when it arrives. */
export function Picture({ image }: { image: CardFragment['image'] }) {
  const hide = (event: { currentTarget: HTMLElement }) => (event.currentTarget.hidden = true);
  const size = { width: image?.width ?? undefined, height: image?.height ?? undefined };
  return <div className="picture">{image && <img src={image.url} alt={image.alt ?? ''} loading="lazy" onError={hide} {...size} />}</div>;
}

/** The time on the clocks at the venue, wherever the visitor is. */
export function formatTime({ local, date }: CardFragment['start']) {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const options = local ? ({ ...day, hour: '2-digit', minute: '2-digit' } as const) : day;
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(`${local ?? `${date}T00:00`}Z`));
}

export function formatMoney(min: number, currency: string, max = min) {
  const options = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  const format = new Intl.NumberFormat('en-GB', options);
  return min < max ? format.formatRange(min, max) : format.format(min);
}

/** `MOVED_ONLINE` as “Moved online”. */
export const formatEnum = (value: string) => value[0] + value.slice(1).toLowerCase().replaceAll('_', ' ');

function priceOf({ isSoldOut, isFree, priceRange }: CardFragment) {
  if (isSoldOut || isFree || !priceRange) return isSoldOut ? 'Sold out' : isFree ? 'Free' : 'Price unknown';
  return formatMoney(priceRange.min, priceRange.currency, priceRange.max);
}
