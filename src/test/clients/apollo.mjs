// Apollo Client: the normalised cache, pagination of a connection, a mutation and a subscription.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { getMainDefinition, relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import { isAbstractType } from 'graphql';
import { filter, firstValueFrom, timeout } from 'rxjs';
import WebSocket from 'ws';
import { addEvent, addEvents, key, schema, url } from './server.mjs';

const EVENTS = gql`
  query Events($first: Int, $after: String) {
    events(first: $first, after: $after, orderBy: { field: NAME }) {
      edges {
        node {
          id
          name
          version
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const RENAME = gql`
  mutation Rename($input: UpdateEventInput!) {
    updateEvent(input: $input) {
      event {
        id
        name
        version
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

let client;
let events;
let requests = 0;
const socketClient = createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket });

/** The possible types of each interface and union, as Apollo's cache expects them. */
function possibleTypes(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]));
}

before(async () => {
  const cache = new InMemoryCache({
    possibleTypes: possibleTypes(await schema()),
    typePolicies: { Query: { fields: { events: relayStylePagination(['filter', 'orderBy']) } } },
  });
  const counting = new ApolloLink((operation, forward) => {
    requests++;
    return forward(operation);
  });
  const authorizing = new SetContextLink(() => ({ headers: { authorization: `Bearer ${key}` } }));
  const http = ApolloLink.from([counting, authorizing, new HttpLink({ uri: url })]);
  const isSubscription = ({ query }) => getMainDefinition(query).operation === 'subscription';
  client = new ApolloClient({ cache, link: ApolloLink.split(isSubscription, new GraphQLWsLink(socketClient), http) });
});

after(() => {
  client.stop();
  socketClient.dispose();
});

const names = ({ events }) => events.edges.map(({ node }) => node.name).join('');

/** Waits until the watched list, which a component would show, has these names. */
async function awaitNames(expected) {
  const complete = filter(({ data, dataState }) => dataState === 'complete' && names(data) === expected);
  await firstValueFrom(events.pipe(complete, timeout({ first: 5000 })));
}

test('the cache merges pages', async () => {
  await addEvents('ABCDEFG');
  events = client.watchQuery({ query: EVENTS, variables: { first: 3 } });
  events.subscribe({});
  await awaitNames('ABC');
  for (const expected of ['ABCDEF', 'ABCDEFG']) {
    const { pageInfo } = events.getCurrentResult().data.events;
    assert.ok(pageInfo.hasNextPage);
    await events.fetchMore({ variables: { after: pageInfo.endCursor } });
    await awaitNames(expected);
  }
  assert.equal(events.getCurrentResult().data.events.pageInfo.hasNextPage, false);
});

test('an object returned by a mutation is updated in watched lists', async () => {
  const { id, version } = client.readQuery({ query: EVENTS }).events.edges[2].node;
  const sent = requests;
  const { data } = await client.mutate({ mutation: RENAME, variables: { input: { id, expectedVersion: version, name: 'c' } } });
  assert.deepEqual(data.updateEvent.userErrors, []);
  assert.equal(requests, sent + 1);
  await awaitNames('ABcDEFG');
});

test('input errors are returned as data', async () => {
  const { id } = client.readQuery({ query: EVENTS }).events.edges[0].node;
  const { data, error } = await client.mutate({ mutation: RENAME, variables: { input: { id, name: ' ' } } });
  assert.equal(error, undefined);
  const [{ field, code }] = data.updateEvent.userErrors;
  assert.deepEqual({ field, code }, { field: ['name'], code: 'REQUIRED' });
  assert.equal(data.updateEvent.event, null);
});

test('a fragment on an interface is read from the cache', async () => {
  const { id, name } = client.readQuery({ query: EVENTS }).events.edges[0].node;
  const query = gql`
    query Node($id: ID!) {
      node(id: $id) {
        id
        ... on Event {
          name
        }
      }
    }
  `;
  await client.query({ query, variables: { id } });
  const { data } = await client.query({ query, variables: { id }, fetchPolicy: 'cache-only' });
  assert.equal(data.node.name, name);
  assert.equal(data.node.__typename, 'Event');
});

test('a subscription delivers published events', async () => {
  const { data } = await client.query({ query: gql`{ changeCursor }`, fetchPolicy: 'no-cache' });
  const query = gql`
    subscription Published($after: String) {
      eventPublished(after: $after) {
        id
        name
      }
    }
  `;
  const delivered = new Promise((resolve, reject) => {
    const variables = { after: data.changeCursor };
    client.subscribe({ query, variables }).subscribe({ next: resolve, error: reject });
  });
  const { id } = await addEvent('H');
  const { data: published } = await delivered;
  assert.deepEqual([published.eventPublished.id, published.eventPublished.name], [id, 'H']);
});
