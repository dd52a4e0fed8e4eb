// Follows changes with a common client that reconnects by itself, and prints the name of the event of each. Arguments: the client;
// `plain` for the client as it comes, or `cursor` to go on with the last cursor; the URL. A line of input cuts the connection.
import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { createInterface } from 'node:readline';
import relay from 'relay-runtime';
import WebSocket from 'ws';
import { resuming } from './resuming.mjs';

const [library, mode, url] = process.argv.slice(2);
const query = `subscription Live($after: String) {
  eventChanges(after: $after) {
    __typename
    cursor
    lastKnown {
      __typename
      name
    }
  }
}`;

const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

const socketClient = createWsClient({
  url: url.replace(/^http/, 'ws'),
  webSocketImpl: WebSocket,
  retryAttempts: 1000,
  retryWait: soon,
  // Also if nothing listens while the server restarts.
  shouldRetry: () => true,
  on: { connected: () => console.log('connected') },
});
const streamClient = createSseClient({
  url,
  retryAttempts: 1000,
  retry: soon,
  on: { connected: () => console.log('connected') },
});

const orResuming = (client) => (mode === 'cursor' ? resuming(client) : client);

function show({ data, errors }) {
  console.log(errors ? JSON.stringify(errors) : data.eventChanges.lastKnown.name);
}

const end = (error) => {
  console.log('ended', error ?? '');
  process.exit(1);
};
const sink = { next: show, error: end, complete: end };

const libraries = {
  'graphql-ws': () => orResuming(socketClient).subscribe({ query }, sink),

  'graphql-sse': () => orResuming(streamClient).subscribe({ query }, sink),

  apollo() {
    const link = new GraphQLWsLink(orResuming(socketClient));
    new ApolloClient({ cache: new InMemoryCache(), link }).subscribe({ query: gql(query) }).subscribe(sink);
  },

  urql() {
    const client = orResuming(socketClient);
    const forwardSubscription = (request) => ({
      subscribe: (observer) => ({ unsubscribe: client.subscribe(request, observer) }),
    });
    new Client({ url, preferGetMethod: false, exchanges: [subscriptionExchange({ forwardSubscription })] })
      .subscription(query, {})
      .subscribe(({ data, error }) => show({ data, errors: error?.graphQLErrors }));
  },

  relay() {
    const client = orResuming(socketClient);
    const subscribe = ({ text, name }, variables) =>
      relay.Observable.create((observer) => client.subscribe({ operationName: name, query: text, variables }, observer));
    relay.Network.create(() => {}, subscribe)
      .execute({ operationKind: 'subscription', name: 'Live', text: query, cacheID: 'Live', metadata: {} }, {}, {})
      .subscribe(sink);
  },
};

libraries[library]();
createInterface({ input: process.stdin }).on('line', () => socketClient.terminate());
