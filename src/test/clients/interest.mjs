// The backend for a frontend in src/docs/clients.md: visitors see their own interests, and no one else's.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addEvent, key, url } from './server.mjs';

const STATE = '{ events { nodes { name viewerIsInterested } } viewer { interestedEvents { nodes { name } } } }';
const PRESS = `mutation Press($input: ExpressInterestInput!) {
  expressInterest(input: $input) { event { interestedCount viewerIsInterested } userErrors { field code } }
}`;

let folder;
let backend;
let address;

/** A visitor's browser, which keeps the cookie. */
class Browser {
  cookie;

  async ask(query, variables) {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.cookie && { cookie: this.cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    const [cookie] = response.headers.getSetCookie();
    assert.match(cookie, /HttpOnly/);
    this.cookie = cookie.split(';')[0];
    const { data, errors } = await response.json();
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  }

  async names() {
    const { viewer } = await this.ask(STATE);
    return viewer.interestedEvents.nodes.map(({ name }) => name);
  }
}

async function freePort() {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

before(async () => {
  const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
  const programs = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, program]) => program);
  const program = programs.find((candidate) => candidate.includes('createServer('));
  folder = mkdtempSync(join(tmpdir(), 'marquee-backend-'));
  writeFileSync(join(folder, 'backend.mjs'), program);
  const port = await freePort();
  address = `http://localhost:${port}/`;
  const env = { ...process.env, MARQUEE_URL: url, MARQUEE_KEY: key, PORT: port };
  backend = spawn(process.execPath, [join(folder, 'backend.mjs')], { env, stdio: 'inherit' });
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await fetch(address);
      return;
    } catch {
      await sleep(100);
    }
  }
  assert.fail('The backend does not listen.');
});

after(() => {
  backend.kill();
  rmSync(folder, { recursive: true });
});

test('a visitor sees the state of their own button after a reload', async () => {
  const { id } = await addEvent('Owls');
  await addEvent('Bats');
  const ann = new Browser();
  const bob = new Browser();
  assert.deepEqual(await ann.names(), []);
  const { expressInterest } = await ann.ask(PRESS, { input: { eventId: id } });
  assert.deepEqual(expressInterest, { event: { interestedCount: 1, viewerIsInterested: true }, userErrors: [] });
  assert.deepEqual(await ann.names(), ['Owls']);
  assert.deepEqual(await bob.names(), []);
  const { events } = await ann.ask(STATE);
  assert.deepEqual(Object.fromEntries(events.nodes.map(({ name, viewerIsInterested }) => [name, viewerIsInterested])), {
    Owls: true,
    Bats: false,
  });
});

test('a visitor cannot act for another', async () => {
  const { id } = await addEvent('Newts');
  const mallory = new Browser();
  await mallory.names();
  const { expressInterest } = await mallory.ask(PRESS, { input: { eventId: id, person: 'somebody else' } });
  assert.deepEqual(expressInterest, { event: null, userErrors: [{ field: ['person'], code: 'FORBIDDEN' }] });
});

test('a form of another site is refused', async () => {
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
  assert.equal(response.status, 415);
});
