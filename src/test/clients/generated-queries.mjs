// Queries generated from the schema by IBM's query generator: no query causes an internal error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, print, printSchema, validate } from 'graphql';
import generator from 'ibm-graphql-query-generator';
import { addEvents, ask, schema, url } from './server.mjs';

const QUERIES = 200;

/** The error codes of a query that exceeds a limit. */
const LIMIT_CODES = /^BAD_USER_INPUT$|_LIMIT_EXCEEDED$/;

await addEvents('ABCDEF');
const { events } = await ask('{ events(first: 6) { nodes { id } } }');
const ids = [...events.nodes.map(({ id }) => id), 'evt_nothing', ''];
const anyOf = (values) => () => values[Math.floor(Math.random() * values.length)];

/** Valid and invalid argument values by argument name. */
const providerMap = {
  'Query__venues__filter': anyOf([null, { search: 'a' }, { hasUpcomingEvents: true, cities: ['Berlin'] }]),
  'Query__venues__orderBy': anyOf([null, { field: 'UPCOMING_EVENTS', direction: 'DESC' }]),
  'Query__organizers__filter': anyOf([null, { search: 'a' }, { hasUpcomingEvents: true }]),
  'Query__organizers__orderBy': anyOf([null, { field: 'NAME', direction: 'DESC' }]),
  'Query__performers__filter': anyOf([null, { search: 'a' }]),
  'Query__performers__orderBy': anyOf([null, { field: 'NAME', direction: 'DESC' }]),
  'Query__occurrences__orderBy': anyOf([null, { field: 'LOCAL_START', direction: 'DESC' }]),
  'Event__occurrences__filter': anyOf([null, { when: 'UPCOMING' }]),
  'Event__occurrences__orderBy': anyOf([null, { field: 'STARTS_AT' }]),
  'Query__eventByIdentifier__identifier': anyOf(['a', 'https://example.com/a']),
  '*__*__id': anyOf(ids),
  '*__*__ids': () => ids,
  '*__*__url': anyOf(['https://example.com/a']),
  '*__*__text': anyOf(['a', 'mus', '"; drop table event; --']),
  '*__*__slug': anyOf(['live-music', 'nothing', '']),
  '*__*__role': anyOf(['BANNER', 'THUMBNAIL', 'OTHER']),
  '*__*__first': anyOf([1, 3, 20]),
  '*__*__filter': anyOf([null, { search: 'a' }, { when: 'UPCOMING', timeZone: 'Europe/Berlin' }, { cities: ['Berlin'] }]),
  '*__*__orderBy': anyOf([null, { field: 'NAME', direction: 'DESC' }, { field: 'STARTS_AT' }]),
  '*__*__kinds': anyOf([null, ['PUBLISHED']]),
  '*__*__within': anyOf([{ south: -90, west: -180, north: 90, east: 180 }, { south: 40, west: 170, north: 60, east: -170 }]),
  '*__*__zoom': anyOf([null, 0, 3, 22]),
  '*__*__maxClusters': anyOf([1, 50, 400]),
  '*__*__currency': anyOf(['EUR', 'JPY']),
  '*__*__*': null,
};

async function codes(query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = await response.json();
  assert.ok(data !== undefined || errors.length > 0);
  return errors.map(({ message, extensions }) => extensions?.code ?? `no code: ${message}`);
}

test(`${QUERIES} generated queries cause no internal error`, async () => {
  // The generator reads AST nodes, which only a schema built from SDL has.
  const sdlSchema = buildSchema(printSchema(await schema()));
  let withData = 0;
  async function tryOne(seed) {
    const { queryDocument, variableValues } = generator.generateRandomQuery(sdlSchema, {
      seed,
      providerMap,
      depthProbability: 0.5,
      breadthProbability: 0.4,
      maxDepth: 6,
      considerInterfaces: true,
      ignoreOptionalArguments: false,
      argumentsToIgnore: ['after', 'before', 'last'],
    });
    const query = print(queryDocument);
    assert.deepEqual(validate(sdlSchema, queryDocument), [], query);
    const received = await codes(query, variableValues);
    const unexpected = received.filter((code) => !LIMIT_CODES.test(code));
    assert.deepEqual(unexpected, [], `${query}\n${JSON.stringify(variableValues)}`);
    withData += received.length === 0;
  }
  const seeds = Array.from({ length: QUERIES }, (_, index) => index + 1);
  await Promise.all([1, 2, 3, 4].map(async () => {
    while (seeds.length > 0) {
      await tryOne(seeds.pop());
    }
  }));
  assert.ok(withData > QUERIES / 2, `only ${withData} of ${QUERIES} have no errors`);
});
