// The npm package that the build makes: its files, its types, and its cache configuration for Apollo and urql against the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Client, fetchExchange, mapExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { buildSchema, isObjectType } from 'graphql';
import { loadConfig } from 'graphql-config';
import { installPackage } from './package.mjs';
import { currentSchema, sortedSdl } from './schema.mjs';
import { addEvents, key, url } from './server.mjs';

const require = createRequire(import.meta.url);
const headers = { authorization: `Bearer ${key}` };
const folder = installPackage();
const apolloPackage = await import('marquee-client/apollo');
const urqlPackage = await import('marquee-client/urql');
const { config } = await import('marquee-client/codegen');

let requests = 0;
let events;

before(async () => {
  events = await addEvents('ABCDEFG');
});

test('the package has the schema and what its exports name', async () => {
  assert.equal(sortedSdl(buildSchema(readFileSync(`${folder}/schema.graphql`, 'utf8'))), sortedSdl(currentSchema()));
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  for (const file of Object.values(exports)) {
    assert.ok(readFileSync(new URL(file, `file://${folder}/`)).length > 0);
  }
  assert.deepEqual(readdirSync(folder).filter((file) => /\.mjs$|^node_modules$/.test(file)), []);
});

test('the types compile', () => {
  const tsc = require.resolve('typescript/lib/tsc.js');
  let problems = '';
  try {
    execFileSync(process.execPath, [tsc, '--project', 'packaged'], { encoding: 'utf8' });
  } catch (error) {
    problems = error.stdout;
  }
  assert.equal(problems, '');
});

test('the configuration for code generators is that of .graphqlrc.yml', async () => {
  const project = (await loadConfig({ rootDir: '../../..', extensions: [() => ({ name: 'codegen' })] })).getProject();
  assert.deepEqual(config, project.extension('codegen').config);
});

test('every type without an id has a policy', () => {
  const { typePolicies } = apolloPackage;
  for (const type of Object.values(currentSchema().getTypeMap()).filter(isObjectType)) {
    const isEntity = 'id' in type.getFields() || ['Query', 'Mutation', 'Subscription'].includes(type.name) || type.name.startsWith('__');
    assert.equal('keyFields' in (typePolicies[type.name] ?? {}), !isEntity, type.name);
    const key = urqlPackage.keys[type.name]?.({ id: 'ID' });
    assert.equal(key === 'ID', 'id' in type.getFields(), type.name);
  }
});

function apollo() {
  const counting = new ApolloLink((operation, forward) => {
    requests++;
    return forward(operation);
  });
  const cache = new InMemoryCache(apolloPackage.cacheOptions);
  return new ApolloClient({ cache, link: counting.concat(new HttpLink({ uri: url, headers })) });
}

const dataOf = async (result) => {
  const { data, error } = await result;
  assert.equal(error, undefined, String(error));
  return data;
};

const PAGE = gql`
  query Page($after: String, $categories: [String!]) {
    events(first: 3, after: $after, orderBy: { field: NAME }, filter: { categories: { any: $categories } }) {
      totalCount
      edges { node { id name } }
      nodes { id start { instant } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const lettersOf = ({ events }) => events.edges.map(({ node }) => node.name).join('');
const variables = { categories: ['live-music'] };

test("Apollo's cache merges the pages of a list, in its edges and in its nodes", async () => {
  const client = apollo();
  const list = client.watchQuery({ query: PAGE, variables });
  list.subscribe({});
  await dataOf(client.query({ query: PAGE, variables }));
  const page = () => client.readQuery({ query: PAGE, variables });
  const more = (after) => list.fetchMore({ variables: { ...variables, after } });
  const first = page().events.pageInfo.endCursor;
  await more(first);
  assert.equal(lettersOf(page()), 'ABCDEF');
  await more(page().events.pageInfo.endCursor);
  assert.equal(lettersOf(page()), 'ABCDEFG');
  assert.deepEqual(page().events.nodes.map(({ id }) => id), page().events.edges.map(({ node }) => node.id));
  assert.equal(page().events.pageInfo.hasNextPage, false);
  assert.equal(client.readQuery({ query: PAGE, variables: { categories: ['other'] } }), null);
});

test("Apollo's cache keeps what different selections have read of a value", async () => {
  const client = apollo();
  const list = (selection) => gql`{ events(filter: { categories: { any: ["live-music"] } }, first: 3) { ${selection} } }`;
  const [listing, calendar] = [list('nodes { id start { local } } facets { categories { value } }'), list('facets { days { value } }')];
  await dataOf(client.query({ query: listing }));
  await dataOf(client.query({ query: calendar }));
  await dataOf(client.query({ query: gql`query Zone($id: ID!) { event(id: $id) { id start { timeZone } } }`, variables: { id: events[0].id } }));
  const sent = requests;
  const data = await dataOf(client.query({ query: listing }));
  assert.deepEqual(data.events.nodes.map(({ start }) => start.local), Array(3).fill('2031-05-01T20:00'));
  assert.equal(requests, sent);
});

test("Apollo's cache replaces a value that has changed", async () => {
  const client = apollo();
  const { id } = events[6];
  const query = gql`query Start($id: ID!) { event(id: $id) { id start { local timeZone } } }`;
  await dataOf(client.query({ query, variables: { id } }));
  const mutation = gql`mutation Move($input: UpdateEventInput!) {
    updateEvent(input: $input) { event { id start { local } } userErrors { message } }
  }`;
  const input = { id, start: { local: '2031-06-01T18:30', timeZone: 'Asia/Tokyo' } };
  assert.deepEqual((await dataOf(client.mutate({ mutation, variables: { input } }))).updateEvent.userErrors, []);
  assert.deepEqual((await dataOf(client.query({ query, variables: { id } }))).event.start.timeZone, 'Asia/Tokyo');
});

test("Apollo's cache finds an event of a list by its id", async () => {
  const client = apollo();
  await dataOf(client.query({ query: PAGE, variables }));
  const sent = requests;
  const query = gql`query Event($id: ID!) { event(id: $id) { id name } }`;
  const { event } = await dataOf(client.query({ query, variables: { id: events[1].id } }));
  assert.deepEqual([event.name, requests], ['B', sent]);
  assert.equal((await dataOf(client.query({ query, variables: { id: 'unknown' } }))).event, null);
});

test("an optimistic response changes Apollo's cache before the server answers", async () => {
  const client = apollo();
  const { id } = events[2];
  const query = gql`query Count($id: ID!) { event(id: $id) { id interestedCount } }`;
  const count = () => client.readQuery({ query, variables: { id } }, true).event.interestedCount;
  await dataOf(client.query({ query, variables: { id } }));
  const mutation = gql`mutation Interest($input: ExpressInterestInput!) { expressInterest(input: $input) { event { id interestedCount } } }`;
  const payload = { __typename: 'ExpressInterestPayload', event: { __typename: 'Event', id, interestedCount: 1 } };
  const answer = client.mutate({
    mutation,
    variables: { input: { eventId: id, person: 'visitor' } },
    optimisticResponse: { __typename: 'Mutation', expressInterest: payload },
  });
  assert.equal(count(), 1);
  await answer;
  assert.equal(count(), 1);
});

test("urql's cache merges pages with their counts, finds events by id, and warns of nothing", async () => {
  const warnings = [];
  const logger = (severity, message) => severity !== 'debug' && warnings.push(message);
  const counting = mapExchange({ onOperation: () => void requests++ });
  const exchanges = [cacheExchange({ ...urqlPackage.cacheOptions, logger }), counting, fetchExchange];
  const client = new Client({ url, exchanges, preferGetMethod: false, fetchOptions: { headers } });
  const read = (query, variables) => dataOf(client.query(query, variables).toPromise());
  let page = await read(PAGE, variables);
  for (const expected of ['ABCDEF', 'ABCDEFG']) {
    page = await read(PAGE, { ...variables, after: page.events.pageInfo.endCursor });
    assert.deepEqual([lettersOf(page), page.events.nodes.length, page.events.totalCount], [expected, expected.length, 7]);
  }
  const sent = requests;
  const { event } = await read(gql`query Event($id: ID!) { event(id: $id) { id name start { instant } } }`, { id: events[1].id });
  assert.deepEqual([event.name, requests], ['B', sent]);
  assert.equal((await read(gql`query Event($id: ID!) { event(id: $id) { id name } }`, { id: 'unknown' })).event, null);
  const whole = gql`{ events { facets { categories { value } } nodes { id tickets { price { amount } } categories { name } } } }`;
  const { facets, nodes } = (await read(whole)).events;
  assert.ok(facets.categories.length > 0 && nodes.length > 0);
  assert.deepEqual(warnings, []);
});
