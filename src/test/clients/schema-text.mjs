// The SDL that the server publishes equals its introspection result and is cacheable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from 'graphql';
import { currentSchema, sortedSdl } from './schema.mjs';
import { schema, url } from './server.mjs';

const response = await fetch(`${url}/schema`);
const text = await response.text();

test('the SDL equals the introspection result', async () => {
  assert.equal(sortedSdl(buildSchema(text)), sortedSdl(await schema()));
});

test('the SDL has the types of the schema files', async () => {
  const served = buildSchema(text);
  assert.deepEqual(Object.keys(served.getTypeMap()).sort(), Object.keys(currentSchema().getTypeMap()).sort());
});

test('the SDL is cacheable and revalidated by its ETag', async () => {
  assert.equal(response.headers.get('content-type'), 'text/plain;charset=utf-8');
  assert.match(response.headers.get('cache-control'), /max-age=300.*public/);
  const again = await fetch(`${url}/schema`, { headers: { 'if-none-match': response.headers.get('etag') } });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
});
