// Apollo's composition of the subgraph with another one that extends Event.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { addEvents, ask } from './server.mjs';

const REVIEWS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Review { text: String! event: Event! }
  type Event @key(fields: "id") { id: ID! reviews: [Review!]! }
  type Query { reviews: [Review!]! }
`;

test('the subgraph composes with another', async () => {
  const { _service } = await ask('{ _service { sdl } }');
  const { errors, schema } = composeServices([
    { name: 'marquee', url: 'http://marquee', typeDefs: parse(_service.sdl) },
    { name: 'reviews', url: 'http://reviews', typeDefs: parse(REVIEWS) },
  ]);
  assert.deepEqual((errors ?? []).map(({ message }) => message), []);
  const { name, reviews } = schema.toAPISchema().type('Event').fields().reduce((all, field) => ({ ...all, [field.name]: field }), {});
  assert.ok(name && reviews);
});

test('entities are resolved in the order of the representations', async () => {
  const [a, b] = await addEvents('AB');
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { __typename ... on Event { id name } ... on Venue { city } }
  }`;
  const { _entities } = await ask(query, {
    representations: [
      { __typename: 'Event', id: b.id },
      { __typename: 'Venue', id: a.id },
      { __typename: 'Event', id: a.id },
      { __typename: 'Nothing', id: a.id },
      { __typename: 'Event', id: 'evt_nothing' },
    ],
  });
  const event = ({ id, name }) => ({ __typename: 'Event', id, name });
  assert.deepEqual(_entities, [event(b), null, event(a), null, null]);
});
