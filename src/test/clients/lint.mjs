// GraphQL-ESLint with its recommended rules and those for Relay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { isInterfaceType, isObjectType } from 'graphql';
import { currentSchema } from './schema.mjs';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  overrideConfigFile: fileURLToPath(new URL('eslint.config.mjs', import.meta.url)),
});

async function problems(...patterns) {
  const results = await eslint.lintFiles(patterns);
  assert.notEqual(results.length, 0);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
  );
}

test('the schema follows the recommended rules and those for Relay', async () => {
  assert.deepEqual(await problems('graphql/*.graphqls'), []);
});

test('the operations follow the recommended rules', async () => {
  assert.deepEqual(await problems('src/web/operations/*.graphql'), []);
});

test('violations are reported', async () => {
  const [{ messages }] = await eslint.lintText('type bad_name { Field: Nothing @deprecated }', { filePath: 'graphql/bad.graphqls' });
  const rules = new Set(messages.map(({ ruleId }) => ruleId));
  assert.ok(rules.has('@graphql-eslint/naming-convention') && rules.has('@graphql-eslint/require-description'), [...rules].join());
});

/** Types whose ids are for caches and filters only: `node(id:)` does not find their objects. */
const WITHOUT_NODE = ['City', 'Faq', 'Image', 'Ticket'];

test('exactly the types with an id, except cities and parts of events, implement Node', () => {
  for (const type of Object.values(currentSchema().getTypeMap()).filter(isObjectType)) {
    const isNode = type.getInterfaces().some((type) => isInterfaceType(type) && type.name === 'Node');
    assert.equal(isNode || WITHOUT_NODE.includes(type.name), 'id' in type.getFields(), type.name);
  }
});
