// Apollo Client with automatic persisted queries over GET: the query text is sent once, and cacheable operations use GET.
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

async function recordingFetch(address, options) {
  const response = await fetch(address, options);
  sent.push({ method: options.method, parameters: new URL(address).searchParams, body: options.body, response });
  return response;
}

const persisted = new PersistedQueryLink({
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  useGETForHashedQueries: true,
});
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: persisted.concat(new HttpLink({ uri: url, fetch: recordingFetch })),
});

async function names(first) {
  sent.length = 0;
  const { data } = await client.query({ query: NAMES, variables: { first }, fetchPolicy: 'network-only' });
  return data.events.nodes.map(({ name }) => name).join('');
}

test('the query text is sent once, then the hash suffices', async () => {
  await addEvents('ABC');
  assert.equal(await names(2), 'AB');
  assert.deepEqual(sent.map(({ method }) => method), ['GET', 'POST']);
  assert.equal(sent[0].parameters.has('query'), false);
  assert.equal(await names(3), 'ABC');
  assert.deepEqual(sent.map(({ method }) => method), ['GET']);
  assert.equal(sent[0].parameters.has('query'), false);
});

test('a GET response is cacheable and revalidated by its ETag', async () => {
  await names(2);
  const [{ parameters, response }] = sent;
  assert.match(response.headers.get('cache-control'), /public/);
  const headers = { accept: 'application/graphql-response+json', 'if-none-match': response.headers.get('etag') };
  assert.equal((await fetch(`${url}?${parameters}`, { headers })).status, 304);
});
