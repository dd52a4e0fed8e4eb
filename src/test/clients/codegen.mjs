// GraphQL Code Generator's client preset, with the scalars of .graphqlrc.yml: the generated code compiles and runs against the
// server, and the manifest of persisted documents is generated.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { printSchema } from 'graphql';
import { GraphQLConfig } from 'graphql-config';
import { generateInto, here } from './generated.mjs';
import { addEvents, url } from './server.mjs';

const schemaFile = new URL('/schema.graphql', url).href;

const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');

before(async () => {
  rmSync('typed/gql', { recursive: true, force: true });
  await generateInto('typed/gql/', url);
});

function compile() {
  try {
    return execFileSync(process.execPath, [tsc, '--project', 'typed'], { cwd: here, encoding: 'utf8' });
  } catch (error) {
    return error.stdout;
  }
}

test('the generated code compiles and runs', async () => {
  assert.equal(compile(), '');
  await addEvents('AB');
  const { listings } = await import('./typed/out/listings.js');
  assert.deepEqual(await listings(url), ['A: 12.5 EUR', 'B: 12.5 EUR']);
});

test('the manifest identifies each persisted document by its hash', () => {
  const manifest = Object.entries(JSON.parse(readFileSync('typed/gql/persisted-documents.json', 'utf8')));
  assert.ok(manifest.length > 10);
  for (const [id, document] of manifest) {
    assert.equal(id, `sha256:${createHash('sha256').update(document).digest('hex')}`);
  }
});

test('the served schema file gives the same types as introspection', async () => {
  const folder = 'typed/gql-of-file/';
  try {
    await generateInto(folder, schemaFile);
    const types = (of) => readFileSync(`${of}graphql.ts`, 'utf8').split('\n').sort();
    assert.deepEqual(types(folder), types('typed/gql/'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('graphql-config and IDEs that use it load the served schema file', async () => {
  const load = (schema) => new GraphQLConfig({ config: { schema }, filepath: 'graphql.config.json' }, []).getProject().getSchema();
  const text = printSchema(await load(schemaFile));
  assert.match(text, /type Event implements Node/);
  assert.doesNotMatch(text, /directive @(defer|stream|experimental)/);
});
