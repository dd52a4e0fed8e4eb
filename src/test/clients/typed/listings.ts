// A program of a frontend team: the compiler checks each name and type in it against the schema.
import { graphql } from './gql/gql.js';
import { useFragment as read } from './gql/fragment-masking.js';
import type { TypedDocumentString } from './gql/graphql.js';

const PriceOfTicket = graphql(`
  fragment PriceOfTicket on Ticket {
    price {
      amount
      currency
    }
  }
`);

const ListingsByName = graphql(`
  query ListingsByName($first: Int!, $filter: EventFilter) {
    events(first: $first, filter: $filter, orderBy: { field: NAME }) {
      nodes {
        name
        start {
          instant
        }
        tickets {
          ...PriceOfTicket
        }
      }
    }
  }
`);

async function ask<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  return ((await response.json()) as { data: Result }).data;
}

export async function listings(url: string): Promise<string[]> {
  const { events } = await ask(url, ListingsByName, { first: 10, filter: { updatedSince: '2020-01-01T00:00:00.000Z' } });
  return events.nodes.map((event) => {
    // @ts-expect-error The schema has no such field.
    event.title;
    // @ts-expect-error An instant is text.
    const instant: number = event.start.instant;
    const [ticket] = event.tickets;
    const price = ticket && read(PriceOfTicket, ticket).price;
    const amount: number | undefined = price?.amount;
    return `${event.name}: ${amount} ${price?.currency}`;
  });
}

// @ts-expect-error The number of events is not text.
export const wrong = (url: string) => ask(url, ListingsByName, { first: 'ten' });
