// Subscriptions of common clients whose socket is cut: with the package, no change is lost or repeated.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { installPackage } from './package.mjs';
import { addEvent, ask, url } from './server.mjs';

installPackage();
const { resuming } = await import('marquee-client/resuming');

const CHANGES = `subscription Changes($after: String) {
  eventChanges(after: $after, kinds: [PUBLISHED]) { cursor event { id name } }
}`;

const clients = [];

after(() => clients.forEach((client) => client.dispose()));

const changeCursor = async () => (await ask('{ changeCursor }')).changeCursor;

const nameOf = ({ data, errors }) => data?.eventChanges.event.name ?? JSON.stringify(errors);

async function until(condition) {
  for (let tries = 0; !condition(); tries++) {
    assert.ok(tries < 500, 'timed out');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A client whose connection can be cut, and which connects again when it may. */
function interruptible() {
  let retry;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 10,
    retryWait: () => new Promise((resolve) => (retry = resolve)),
  });
  clients.push(client);
  const cut = () => client.terminate();
  return { client, cut, reconnect: () => until(() => retry).then(() => retry()) };
}

/** Like `interruptible`, with server-sent events. */
function interruptibleSse() {
  let retry;
  let abort;
  const client = createSseClient({
    url,
    retryAttempts: 10,
    retry: () => new Promise((resolve) => (retry = resolve)),
    async fetchFn(address, options) {
      const response = await fetch(address, options);
      const body = new TransformStream({ start: (controller) => (abort = () => controller.error(new TypeError('cut'))) });
      return new Response(response.body.pipeThrough(body), response);
    },
  });
  clients.push(client);
  return { client, cut: () => abort(), reconnect: () => until(() => retry).then(() => retry()) };
}

/** Publishes an event, cuts the connection, publishes another, lets the client connect again, and publishes a third. */
async function interrupt(prefix, { cut, reconnect }, received) {
  await addEvent(`${prefix}1`);
  await until(() => received.length >= 1);
  cut();
  await addEvent(`${prefix}2`);
  await reconnect();
  await until(() => received.length >= 2);
  await addEvent(`${prefix}3`);
  await until(() => received.length >= 3);
  assert.deepEqual(received, [`${prefix}1`, `${prefix}2`, `${prefix}3`]);
}

for (const [name, create] of Object.entries({ 'graphql-ws': interruptible, 'graphql-sse': interruptibleSse })) {
  test(`${name} goes on with the last cursor`, async () => {
    const connection = create();
    const received = [];
    const payload = { query: CHANGES, variables: { after: await changeCursor() } };
    resuming(connection.client).subscribe(payload, {
      next: (result) => received.push(nameOf(result)),
      error: (error) => received.push(JSON.stringify(error)),
      complete() {},
    });
    await interrupt(name, connection, received);
    });
}

test('an iterator goes on with the last cursor that the client received, even if not all results have been read', async () => {
  const connection = interruptible();
  const received = [];
  const changes = resuming(connection.client).iterate({ query: CHANGES, variables: { after: await changeCursor() } });
  await addEvent('I1');
  received.push(nameOf((await changes.next()).value));
  await addEvent('I2');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  connection.cut();
  await addEvent('I3');
  await connection.reconnect();
  for await (const result of changes) {
    received.push(nameOf(result));
    if (received.length === 3) {
      break;
    }
  }
  assert.deepEqual(received, ['I1', 'I2', 'I3']);
});

test('a subscription without a cursor loses no change that happens before the first one is received', async () => {
  const connection = interruptible();
  const received = [];
  let connections = 0;
  connection.client.on('message', ({ type, payload }) => type === 'next' && payload.data.changeCursor && connections++);
  resuming(connection.client).subscribe({ query: CHANGES }, { next: (result) => received.push(nameOf(result)), error() {}, complete() {} });
  await until(() => connections === 1);
  connection.cut();
  await addEvent('N1');
  await connection.reconnect();
  await until(() => received.length === 1);
  assert.deepEqual(received, ['N1']);
});

test("Apollo's link goes on with the last cursor", async () => {
  const connection = interruptible();
  const received = [];
  const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(resuming(connection.client)) });
  const variables = { after: await changeCursor() };
  client.subscribe({ query: gql(CHANGES), variables }).subscribe((result) => received.push(nameOf(result)));
  await interrupt('A', connection, received);
});

test("urql's exchange goes on with the last cursor", async () => {
  const connection = interruptible();
  const received = [];
  const resumingClient = resuming(connection.client);
  const forwardSubscription = ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: resumingClient.subscribe({ query, variables }, sink) }),
  });
  const client = new Client({ url, preferGetMethod: false, exchanges: [subscriptionExchange({ forwardSubscription })] });
  client.subscription(CHANGES, { after: await changeCursor() }).subscribe((result) => received.push(nameOf(result)));
  await interrupt('U', connection, received);
});

test('a subscription that cannot resume fails with an error', async () => {
  const { client } = interruptible();
  const error = await new Promise((resolve) => {
    const query = 'subscription { eventPublished { name } }';
    resuming(client).subscribe({ query }, { next: resolve, error: resolve, complete: resolve });
  });
  assert.match(error.message, /`\$after: String`.*`cursor`/);
});

test('an error of the server reaches the subscriber', async () => {
  const { client } = interruptible();
  const errors = await new Promise((resolve) => {
    const payload = { query: CHANGES, variables: { after: 'nonsense' } };
    resuming(client).subscribe(payload, { next: resolve, error: resolve, complete: resolve });
  });
  assert.equal((errors.errors ?? errors)[0].extensions.code, 'BAD_USER_INPUT');
});
