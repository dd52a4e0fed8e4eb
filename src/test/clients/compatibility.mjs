// GraphQL Inspector: the schema has no breaking change since the last release, except for the removal of deprecated fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { buildASTSchema, parse, visit } from 'graphql';
import { releasedSchema, currentSchema, sortedSdl } from './schema.mjs';

async function breakingChanges(before, after) {
  const changes = await diff(before, after, [DiffRule.suppressRemovalOfDeprecatedField]);
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking).map(({ message }) => message);
}

test('no change breaks clients of the last release', async () => {
  assert.deepEqual(await breakingChanges(releasedSchema(), currentSchema()), []);
});

test('a removed field is reported', async () => {
  const text = parse(sortedSdl(currentSchema()));
  const FieldDefinition = ({ name }) => (name.value === 'interestedCount' ? null : undefined);
  const messages = await breakingChanges(currentSchema(), buildASTSchema(visit(text, { FieldDefinition })));
  assert.ok(messages.some((message) => message.includes("'interestedCount'")), messages.join('\n'));
});
