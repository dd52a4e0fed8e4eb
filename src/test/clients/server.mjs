// The URL of the tested server and a key that may write, from the arguments, with helper functions.
import assert from 'node:assert/strict';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';

export const [url, key] = process.argv.slice(2);

export async function ask(query, variables = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

export async function schema() {
  return buildClientSchema(await ask(getIntrospectionQuery({ specifiedByUrl: true })));
}

const ADD = `mutation Add($input: CreateEventInput!) {
  createEvent(input: $input) { event { id name version } userErrors { field message } }
}`;

export async function addEvent(name) {
  const start = { local: '2031-05-01T20:00', timeZone: 'Europe/Berlin' };
  const tickets = [{ name: 'Standing', price: { amount: 12.5, currency: 'EUR' } }];
  const input = { name, start, tickets, categories: ['Live music'], publish: true };
  const { createEvent } = await ask(ADD, { input });
  assert.deepEqual(createEvent.userErrors, []);
  return createEvent.event;
}

/** Adds an event for each letter, with the letter as its name. */
export async function addEvents(letters) {
  const events = [];
  for (const letter of letters) {
    events.push(await addEvent(letter));
  }
  return events;
}
