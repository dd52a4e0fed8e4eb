// GraphQL Code Generator's client preset, with the scalars that .graphqlrc.yml publishes: what it writes compiles, runs
// against the server, and comes with a manifest of persisted documents.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { generateInto, here } from './generated.mjs';
import { addEvents, url } from './server.mjs';

const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');

before(async () => {
  rmSync('typed/gql', { recursive: true, force: true });
  await generateInto('typed/gql/', url);
});

function compile() {
  try {
    return execFileSync(process.execPath, [tsc, '--project', 'typed'], { cwd: here, encoding: 'utf8' });
  } catch (failure) {
    return failure.stdout;
  }
}

test('what is generated compiles, and the program runs', async () => {
  assert.equal(compile(), '');
  await addEvents('AB');
  const { listings } = await import('./typed/out/listings.js');
  assert.deepEqual(await listings(url), ['A: 12.5 EUR', 'B: 12.5 EUR']);
});

test('the manifest of persisted documents names each by its hash', () => {
  const manifest = Object.entries(JSON.parse(readFileSync('typed/gql/persisted-documents.json', 'utf8')));
  assert.ok(manifest.length > 10);
  for (const [id, document] of manifest) {
    assert.equal(id, `sha256:${createHash('sha256').update(document).digest('hex')}`);
  }
});
