// A program of a frontend team that uses the types of the package.
import { InMemoryCache } from '@apollo/client';
import { cacheExchange } from '@urql/exchange-graphcache';
import { createClient } from 'graphql-ws';
import type { Event, EventFilter, Money } from 'marquee-client';
import { cacheOptions } from 'marquee-client/apollo';
import { config, schema } from 'marquee-client/codegen';
import { resuming } from 'marquee-client/resuming';
import { cacheOptions as graphcacheOptions } from 'marquee-client/urql';

export const cache = new InMemoryCache(cacheOptions);
export const exchange = cacheExchange(graphcacheOptions);
export const client = resuming(createClient({ url: 'ws://localhost:8080/graphql' }));
export const codegen = { schema, config };

export const filter: EventFilter = { when: 'UPCOMING', categories: { any: ['music'] } };

// @ts-expect-error The period does not exist.
export const wrong: EventFilter = { when: 'SOON' };

export function label({ name, venue, tickets }: Event): string {
  const prices = tickets.flatMap(({ price }) => price ?? []);
  // @ts-expect-error The venue may be missing.
  const city = venue.city;
  return [name, city, ...prices.map(({ amount, currency }: Money) => `${amount.toFixed(2)} ${currency}`)].join();
}
