// urql with its normalised cache, which knows the schema and merges pages.
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
const warnings = [];

/** Types without an id are embedded in their parent. */
function keysOf(schema) {
  const embedded = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !('id' in type.getFields()));
  return Object.fromEntries(embedded.map(({ name }) => [name, () => null]));
}

before(async () => {
  const served = await schema();
  const cache = cacheExchange({
    schema: introspectionFromSchema(served),
    keys: keysOf(served),
    resolvers: {
      Query: { events: relayPagination(), event: (_, { id }) => ({ __typename: 'Event', id }) },
    },
    logger: (severity, message) => severity !== 'debug' && warnings.push(message),
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

test('the cache merges pages', async () => {
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

test('a listed event is read from the cache by its id, with missing nullable fields as null', async () => {
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

test('a mutation updates the event in every list', async () => {
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

test('the cache reports no warnings', () => assert.deepEqual(warnings, []));
