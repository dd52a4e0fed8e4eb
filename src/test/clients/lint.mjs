// GraphQL-ESLint, with its rules for any schema and those for Relay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { isInterfaceType, isObjectType } from 'graphql';
import { present } from './schema.mjs';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  overrideConfigFile: fileURLToPath(new URL('eslint.config.mjs', import.meta.url)),
});

async function complaints(...patterns) {
  const results = await eslint.lintFiles(patterns);
  assert.notEqual(results.length, 0);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
  );
}

test('the schema is as recommended, for everybody and for Relay', async () => {
  assert.deepEqual(await complaints('graphql/*.graphqls'), []);
});

test('the operations are as recommended', async () => {
  assert.deepEqual(await complaints('src/web/operations/*.graphql'), []);
});

test('what is not as recommended would be noticed', async () => {
  const [{ messages }] = await eslint.lintText('type bad_name { Field: Nothing @deprecated }', { filePath: 'graphql/bad.graphqls' });
  const rules = new Set(messages.map(({ ruleId }) => ruleId));
  assert.ok(rules.has('@graphql-eslint/naming-convention') && rules.has('@graphql-eslint/require-description'), [...rules].join());
});

test('what has an id is a Node, and what is a Node has an id', () => {
  for (const type of Object.values(present().getTypeMap()).filter(isObjectType)) {
    const isNode = type.getInterfaces().some((of) => isInterfaceType(of) && of.name === 'Node');
    assert.equal(isNode, 'id' in type.getFields(), type.name);
  }
});
