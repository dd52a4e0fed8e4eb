// A client built with GraphQL Code Generator against a server that was given its manifest and executes nothing else.
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

async function answered(response) {
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  assert.equal(response.status, 200);
  return data;
}

async function refused(response, status, code) {
  const { data, errors } = await response.json();
  assert.deepEqual([response.status, data, errors[0].extensions.code], [status, undefined, code]);
}

test('an operation is executed by its hash, by POST and by GET', async () => {
  const { events } = await answered(await post({ documentId: LISTINGS }));
  assert.ok(Array.isArray(events.nodes));
  const got = await get({ documentId: LISTINGS });
  assert.match(got.headers.get('cache-control'), /public/);
  assert.deepEqual(await answered(got), { events });
});

test('variables go with it', async () => {
  const variables = { first: 1 };
  assert.ok((await answered(await post({ documentId: BY_NAME, variables }))).events);
  assert.ok((await answered(await get({ documentId: BY_NAME, variables: JSON.stringify(variables) }))).events);
});

test("Apollo's way to send a hash finds it too", async () => {
  const sha256Hash = LISTINGS.replace('sha256:', '');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  assert.ok((await answered(await post({ extensions }))).events);
  assert.ok((await answered(await get({ extensions: JSON.stringify(extensions) }))).events);
});

test('the server knows every document of the manifest', async () => {
  for (const [documentId] of documents) {
    const { errors = [] } = await (await post({ documentId, variables: {} })).json();
    const codes = errors.map(({ extensions }) => extensions.code).filter((code) => code.startsWith('DOCUMENT'));
    assert.deepEqual(codes, [], documentId);
  }
});

test('free text is refused, by POST and by GET, and so is a hash of something else', async () => {
  const query = '{ __typename }';
  await refused(await post({ query }), 400, 'DOCUMENT_NOT_TRUSTED');
  await refused(await get({ query }), 400, 'DOCUMENT_NOT_TRUSTED');
  const documentId = `sha256:${'0'.repeat(64)}`;
  await refused(await post({ documentId }), 400, 'DOCUMENT_NOT_FOUND');
  await refused(await get({ documentId }), 400, 'DOCUMENT_NOT_FOUND');
});
