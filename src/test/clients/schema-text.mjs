// The schema as text says what introspection says, and says it again only when it has changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from 'graphql';
import { present, printed } from './schema.mjs';
import { schema, url } from './server.mjs';

const response = await fetch(`${url}/schema`);
const text = await response.text();

test('the text is the schema that introspection tells', async () => {
  assert.equal(printed(buildSchema(text)), printed(await schema()));
});

test('the types are those of the files', async () => {
  const served = buildSchema(text);
  assert.deepEqual(Object.keys(served.getTypeMap()).sort(), Object.keys(present().getTypeMap()).sort());
});

test('the text is for caches', async () => {
  assert.equal(response.headers.get('content-type'), 'text/plain;charset=UTF-8');
  assert.match(response.headers.get('cache-control'), /max-age=300.*public/);
  const again = await fetch(`${url}/schema`, { headers: { 'if-none-match': response.headers.get('etag') } });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
});
