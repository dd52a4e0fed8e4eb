// urql with its normalised cache, which knows the schema and puts pages together.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Client, fetchExchange, gql, mapExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { introspectionFromSchema, isObjectType } from 'graphql';
import { addEvents, key, schema, url } from './server.mjs';

const EVENTS = gql`
  query Events($first: Int, $after: String) {
    events(first: $first, after: $after, orderBy: { field: NAME }) {
      edges {
        node {
          id
          name
          start {
            instant
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let client;
let requests = 0;
const complaints = [];

/** What has no id is part of what holds it. */
function keysOf(schema) {
  const parts = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !('id' in type.getFields()));
  return Object.fromEntries(parts.map(({ name }) => [name, () => null]));
}

before(async () => {
  const contract = await schema();
  const cache = cacheExchange({
    schema: introspectionFromSchema(contract),
    keys: keysOf(contract),
    resolvers: {
      Query: { events: relayPagination(), event: (_, { id }) => ({ __typename: 'Event', id }) },
    },
    logger: (severity, message) => severity !== 'debug' && complaints.push(message),
  });
  client = new Client({
    url,
    exchanges: [cache, mapExchange({ onOperation: () => void requests++ }), fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${key}` } },
  });
});

async function data(query, variables, context) {
  const result = await client.query(query, variables, context).toPromise();
  assert.equal(result.error, undefined, String(result.error));
  return result.data;
}

const names = ({ events }) => events.edges.map(({ node }) => node.name).join('');

test('pages are put together in the cache', async () => {
  await addEvents('ABCDEFG');
  let page = await data(EVENTS, { first: 3 });
  assert.equal(names(page), 'ABC');
  page = await data(EVENTS, { first: 3, after: page.events.pageInfo.endCursor });
  assert.equal(names(page), 'ABCDEF');
  page = await data(EVENTS, { first: 3, after: page.events.pageInfo.endCursor });
  assert.equal(names(page), 'ABCDEFG');
  assert.equal(page.events.pageInfo.hasNextPage, false);
  assert.equal(requests, 3);
});

test('an event of the list is known by its id, and what may be null need not be known', async () => {
  const { events } = await data(EVENTS, { first: 3 });
  const sent = requests;
  const query = gql`
    query Event($id: ID!) {
      event(id: $id) {
        id
        name
        description
      }
    }
  `;
  const { id, name } = events.edges[1].node;
  const { event } = await data(query, { id }, { requestPolicy: 'cache-only' });
  assert.deepEqual([event.name, event.description, requests], [name, null, sent]);
});

test('a mutation changes the event in every list', async () => {
  const { events } = await data(EVENTS, { first: 3 });
  const rename = gql`
    mutation Rename($input: UpdateEventInput!) {
      updateEvent(input: $input) {
        event {
          id
          name
        }
        userErrors {
          code
        }
      }
    }
  `;
  const result = await client.mutation(rename, { input: { id: events.edges[0].node.id, name: 'a' } }).toPromise();
  assert.equal(result.error, undefined);
  assert.equal(names(await data(EVENTS, { first: 3 }))[0], 'a');
});

test('the cache has nothing to complain about in the schema', () => assert.deepEqual(complaints, []));
