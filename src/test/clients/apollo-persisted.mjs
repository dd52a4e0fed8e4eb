// Apollo Client with persisted queries over GET: the text of a query travels once, and what a cache may keep is a GET.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { addEvents, url } from './server.mjs';

const NAMES = gql`
  query Names($first: Int!) {
    events(first: $first, orderBy: { field: NAME }) {
      nodes {
        id
        name
      }
    }
  }
`;

const sent = [];

async function noted(address, options) {
  const response = await fetch(address, options);
  sent.push({ method: options.method, asked: new URL(address).searchParams, body: options.body, response });
  return response;
}

const persisted = new PersistedQueryLink({
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  useGETForHashedQueries: true,
});
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: persisted.concat(new HttpLink({ uri: url, fetch: noted })),
});

async function names(first) {
  sent.length = 0;
  const { data } = await client.query({ query: NAMES, variables: { first }, fetchPolicy: 'network-only' });
  return data.events.nodes.map(({ name }) => name).join('');
}

test('the first time the server asks for the text, and from then on the hash is enough', async () => {
  await addEvents('ABC');
  assert.equal(await names(2), 'AB');
  assert.deepEqual(sent.map(({ method }) => method), ['GET', 'POST']);
  assert.equal(sent[0].asked.has('query'), false);
  assert.equal(await names(3), 'ABC');
  assert.deepEqual(sent.map(({ method }) => method), ['GET']);
  assert.equal(sent[0].asked.has('query'), false);
});

test('the answer to a GET may be kept, and is asked for again by its tag', async () => {
  await names(2);
  const [{ asked, response }] = sent;
  assert.match(response.headers.get('cache-control'), /public/);
  const headers = { accept: 'application/graphql-response+json', 'if-none-match': response.headers.get('etag') };
  assert.equal((await fetch(`${url}?${asked}`, { headers })).status, 304);
});
