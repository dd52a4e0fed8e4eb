// Relay: its compiler accepts the schema with refetchable fragments and connections, and its runtime paginates a connection in its
// store.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { printSchema } from 'graphql';
import relay from 'relay-runtime';
import { addEvents, ask, schema } from './server.mjs';

const { Environment, Network, RecordSource, Store } = relay;
const { commitMutation, createOperationDescriptor, fetchQuery, getSelector } = relay;
const require = createRequire(import.meta.url);
const artifact = (name) => require(`./relay/generated/artifacts/${name}.graphql`);

const environment = new Environment({
  network: Network.create(async ({ text }, variables) => ({ data: await ask(text, variables) })),
  store: new Store(new RecordSource()),
});

before(async () => {
  rmSync('relay/generated', { recursive: true, force: true });
  mkdirSync('relay/generated/artifacts', { recursive: true });
  writeFileSync('relay/generated/package.json', '{ "type": "commonjs" }');
  writeFileSync('relay/generated/schema.graphql', printSchema(await schema()));
  const compiler = [require.resolve('relay-compiler/cli.js'), 'relay.config.json'];
  execFileSync(process.execPath, compiler, { cwd: 'relay', stdio: 'inherit' });
});

const read = (fragment, reference) => environment.lookup(getSelector(artifact(fragment), reference)).data;

async function fetchData(query, variables = {}) {
  await fetchQuery(environment, artifact(query), variables).toPromise();
  const operation = createOperationDescriptor(artifact(query), variables);
  environment.retain(operation);
  return environment.lookup(operation.fragment).data;
}

const names = ({ events }) => events.edges.map(({ node }) => read('Listings_event', node).name).join('');

test('the runtime paginates a connection', async () => {
  await addEvents('ABCDEFG');
  const page = await fetchData('ListingsQuery');
  assert.equal(names(read('Listings_events', page)), 'ABC');
  for (let pages = 1; read('Listings_events', page).events.pageInfo.hasNextPage; pages++) {
    assert.ok(pages < 3);
    const after = read('Listings_events', page).events.pageInfo.endCursor;
    await fetchData('ListingsPaginationQuery', { first: 3, after });
  }
  assert.equal(names(read('Listings_events', page)), 'ABCDEFG');
});

test('an object is refetched by its id, and a mutation updates it in the store', async () => {
  const [{ node }] = read('Listings_events', await fetchData('ListingsQuery')).events.edges;
  const refetched = await fetchData('ListingsEventQuery', { id: node.id });
  assert.deepEqual(read('Listings_event', refetched.node).tickets, [{ price: { amount: 12.5, currency: 'EUR' } }]);
  const { updateEvent } = await new Promise((resolve, reject) =>
    commitMutation(environment, {
      mutation: artifact('ListingsRenameMutation'),
      variables: { input: { id: node.id, name: 'a' } },
      onCompleted: resolve,
      onError: reject,
    }),
  );
  assert.deepEqual(updateEvent.userErrors, []);
  assert.equal(read('Listings_event', refetched.node).name, 'a');
});
