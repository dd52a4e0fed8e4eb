// Queries that IBM's generator makes of the schema: whatever they ask for, nothing goes wrong inside the server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema, print, printSchema, validate } from 'graphql';
import generator from 'ibm-graphql-query-generator';
import { addEvents, ask, schema, url } from './server.mjs';

const QUERIES = 200;

/** What a query is told that asks for more than there may be at once. */
const TOO_MUCH = /^BAD_USER_INPUT$|_LIMIT_EXCEEDED$/;

await addEvents('ABCDEF');
const { events } = await ask('{ events(first: 6) { nodes { id } } }');
const ids = [...events.nodes.map(({ id }) => id), 'evt_nothing', ''];
const any = (values) => () => values[Math.floor(Math.random() * values.length)];

/** Arguments by their names, sensible ones and others. */
const providerMap = {
  '*__*__id': any(ids),
  '*__*__ids': () => ids,
  '*__*__url': any(['https://example.com/a']),
  '*__*__text': any(['a', 'mus', '"; drop table event; --']),
  '*__*__first': any([1, 3, 20]),
  '*__*__filter': any([null, { search: 'a' }, { when: 'UPCOMING', timeZone: 'Europe/Berlin' }, { cities: ['Berlin'] }]),
  '*__*__orderBy': any([null, { field: 'NAME', direction: 'DESC' }, { field: 'STARTS_AT' }]),
  '*__*__kinds': any([null, ['PUBLISHED']]),
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

test(`${QUERIES} generated queries are answered`, async () => {
  // The generator reads the nodes of the syntax, which only a schema from text has.
  const contract = buildSchema(printSchema(await schema()));
  let withData = 0;
  async function tryOne(seed) {
    const { queryDocument, variableValues } = generator.generateRandomQuery(contract, {
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
    assert.deepEqual(validate(contract, queryDocument), [], query);
    const found = await codes(query, variableValues);
    const unexpected = found.filter((code) => !TOO_MUCH.test(code));
    assert.deepEqual(unexpected, [], `${query}\n${JSON.stringify(variableValues)}`);
    withData += found.length === 0;
  }
  const seeds = Array.from({ length: QUERIES }, (_, index) => index + 1);
  await Promise.all([1, 2, 3, 4].map(async () => {
    while (seeds.length > 0) {
      await tryOne(seeds.pop());
    }
  }));
  assert.ok(withData > QUERIES / 2, `only ${withData} of ${QUERIES} have no error`);
});
