// Calls each tool of a server with the TypeScript SDK of the Model Context Protocol, which validates answers by their schemas.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const transport = new StreamableHTTPClientTransport(new URL('/mcp', process.argv[2]));
const client = new Client({ name: 'marquee-clients', version: '1.0.0' });
await client.connect(transport);
assert.equal(transport.sessionId, undefined);
const { tools } = await client.listTools();
assert.deepEqual(
  tools.map(({ name }) => name),
  ['search_events', 'events_near', 'event_details', 'what_changed_since'],
);

const call = async (name, args) => {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  assert.ok(!isError, `${name}: ${content[0].text}`);
  return structuredContent;
};
const events = [];
for (let after; after !== null; ) {
  const page = await call('search_events', { from: '1900-01-01', first: 25, after });
  events.push(...page.events);
  after = page.nextCursor ?? null;
}
assert.ok(events.length > 0);
for (const { id } of events) {
  const { event } = await call('event_details', { event: id });
  assert.equal(event.id, id);
}
await call('events_near', { latitude: 0, longitude: 0, radiusKm: 20000, from: '1900-01-01' });
const { changes, nextCursor } = await call('what_changed_since', { since: new Date(Date.now() - 3_600_000).toISOString() });
assert.ok(changes.length > 0);
await call('what_changed_since', { since: nextCursor });

const refused = await client.callTool({ name: 'search_events', arguments: { first: 0 } });
assert.ok(refused.isError);
assert.match(refused.content[0].text, /`first` must be a whole number/);
await client.close();
console.log(`${events.length} events`);
