import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { graphql } from './gql';
import { Cards, Page } from './parts';
import { navigate, useAddress } from './router';

const EVENTS = graphql(`
  query Events($filter: EventFilter!, $after: String, $isFirst: Boolean! = true) {
    events(filter: $filter, orderBy: { field: RELEVANCE }, first: 12, after: $after) {
      nodes { ...Card }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $isFirst)
      facets @include(if: $isFirst) {
        categories(first: 10) { value name count }
        cities(first: 10) { value name count }
      }
    }
  }
`);

export function ListPage() {
  const parameters = useAddress().searchParams;
  const search = parameters.get('search') ?? '';
  const [categories, cities] = [parameters.getAll('category'), parameters.getAll('city')];
  const filter = { when: 'UPCOMING' as const, search, categories: { any: categories }, cities };
  const { data, previousData, error, refetch, fetchMore } = useQuery(EVENTS, { variables: { filter } });
  const [pageError, setPageError] = useState<Error>();
  const events = (data ?? previousData)?.events;

  function change(name: string, values: string[]) {
    const changed = new URLSearchParams(parameters);
    changed.delete(name);
    values.filter(Boolean).forEach((value) => changed.append(name, value));
    navigate(`/?${changed}`);
  }

  const showMore = () =>
    fetchMore({ variables: { after: events?.pageInfo.endCursor, isFirst: false } }).then(() => setPageError(undefined), setPageError);

  return (
    <Page title="Upcoming events" error={error ?? pageError} retry={pageError ? showMore : () => refetch()}>
      <div className="columns">
        <form role="search" onSubmit={(event) => event.preventDefault()}>
          <label>
            Search <input type="search" maxLength={200} value={search} onChange={({ target }) => change('search', [target.value])} />
          </label>
          <details open={matchMedia('(min-width: 60rem)').matches}>
            <summary>Filters</summary>
            <Facet name="Categories" values={events?.facets?.categories} chosen={categories} onChange={(values) => change('category', values)} />
            <Facet name="Cities" values={events?.facets?.cities} chosen={cities} onChange={(values) => change('city', values)} />
          </details>
        </form>
        <section aria-label="Events" aria-busy={!data}>
          <p role="status">{events ? `${events.totalCount} events` : 'Loading…'}</p>
          <Cards events={events?.nodes} />
          {data?.events.pageInfo.hasNextPage && <MoreButton key={data.events.pageInfo.endCursor} onMore={showMore} />}
        </section>
      </div>
    </Page>
  );
}

type Value = { value: string; name: string; count: number };
type FacetProps = { name: string; values: Value[] | undefined; chosen: string[]; onChange: (values: string[]) => void };

function Facet({ name, values, chosen, onChange }: FacetProps) {
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <fieldset>
      <legend>{name}</legend>
      {values?.map(({ value, name, count }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} /> {name} ({count})
        </label>
      ))}
    </fieldset>
  );
}

/** Shows more events when it comes close to the visible part of the page, or is pressed. */
function MoreButton({ onMore }: { onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry.isIntersecting && button.current?.click(), { rootMargin: '300px' });
    observer.observe(button.current!);
    return () => observer.disconnect();
  }, []);
  return <button ref={button} onClick={onMore}>Show more</button>;
}
