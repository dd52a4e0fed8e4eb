import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, makeVar } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { cacheOptions } from 'marquee-client/apollo';
import { resuming } from 'marquee-client/resuming';

const url = `${location.origin.replace('http', 'ws')}/graphql`;
const live = new GraphQLWsLink(resuming(createClient({ url, retryAttempts: Infinity, shouldRetry: () => true })));

/** The event service answers what is the same for everybody, and the site's own backend what concerns the visitor. */
const http = new HttpLink({ uri: ({ operationName }) => (/^(Viewer|SetInterest)$/.test(operationName!) ? '/viewer' : '/graphql') });

export const client = new ApolloClient({
  cache: new InMemoryCache(cacheOptions),
  link: ApolloLink.split(({ operationType }) => operationType === 'subscription', live, http),
});

/** The ids of the events that were announced while the page was open. */
export const announcedIds = makeVar<readonly string[]>([]);
