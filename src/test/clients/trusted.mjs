// A client built with GraphQL Code Generator, against a server that accepts only the documents of its manifest.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const [url, manifest] = process.argv.slice(2);
const documents = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')));
const idOf = (operation) => documents.find(([, text]) => text.includes(operation))[0];
const LISTINGS = idOf('query Listings ');
const BY_NAME = idOf('query ListingsByName(');

const accept = { accept: 'application/graphql-response+json' };

function post(request) {
  const headers = { ...accept, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
}

function get(parameters) {
  return fetch(`${url}?${new URLSearchParams(parameters)}`, { headers: accept });
}

async function dataOf(response) {
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  assert.equal(response.status, 200);
  return data;
}

async function assertError(response, status, code) {
  const { data, errors } = await response.json();
  assert.deepEqual([response.status, data, errors[0].extensions.code], [status, undefined, code]);
}

test('an operation is executed by its hash over POST and GET', async () => {
  const { events } = await dataOf(await post({ documentId: LISTINGS }));
  assert.ok(Array.isArray(events.nodes));
  const getResponse = await get({ documentId: LISTINGS });
  assert.match(getResponse.headers.get('cache-control'), /public/);
  assert.deepEqual((await dataOf(getResponse)).events, events);
});

test('variables are passed with a hash', async () => {
  const variables = { first: 1 };
  assert.ok((await dataOf(await post({ documentId: BY_NAME, variables }))).events);
  assert.ok((await dataOf(await get({ documentId: BY_NAME, variables: JSON.stringify(variables) }))).events);
});

test("Apollo's persistedQuery extension is accepted", async () => {
  const sha256Hash = LISTINGS.replace('sha256:', '');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  assert.ok((await dataOf(await post({ extensions }))).events);
  assert.ok((await dataOf(await get({ extensions: JSON.stringify(extensions) }))).events);
});

test('the server knows every document of the manifest', async () => {
  for (const [documentId] of documents) {
    const { errors = [] } = await (await post({ documentId, variables: {} })).json();
    const codes = errors.map(({ extensions }) => extensions.code).filter((code) => code.startsWith('DOCUMENT'));
    assert.deepEqual(codes, [], documentId);
  }
});

test('query text and unknown hashes are rejected over POST and GET', async () => {
  const query = '{ __typename }';
  await assertError(await post({ query }), 400, 'DOCUMENT_NOT_TRUSTED');
  await assertError(await get({ query }), 400, 'DOCUMENT_NOT_TRUSTED');
  const documentId = `sha256:${'0'.repeat(64)}`;
  await assertError(await post({ documentId }), 400, 'DOCUMENT_NOT_FOUND');
  await assertError(await get({ documentId }), 400, 'DOCUMENT_NOT_FOUND');
});
