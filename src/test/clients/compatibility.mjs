// GraphQL Inspector: whatever a client of the last release asks for, it can still ask for. What is deprecated may go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { buildASTSchema, parse, visit } from 'graphql';
import { lastReleased, present, printed } from './schema.mjs';

async function breakages(before, after) {
  const changes = await diff(before, after, [DiffRule.suppressRemovalOfDeprecatedField]);
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking).map(({ message }) => message);
}

test('nothing breaks the clients of the last release', async () => {
  assert.deepEqual(await breakages(lastReleased(), present()), []);
});

test('a field that is gone would be noticed', async () => {
  const text = parse(printed(present()));
  const FieldDefinition = ({ name }) => (name.value === 'interestedCount' ? null : undefined);
  const messages = await breakages(present(), buildASTSchema(visit(text, { FieldDefinition })));
  assert.ok(messages.some((message) => message.includes("'interestedCount'")), messages.join('\n'));
});
