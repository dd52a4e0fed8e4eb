// Subscribes to changes with a common client and prints the name of the event of each change on a line.
// Arguments: ws or sse, the URL, the cursor to start after, the number of changes to wait for.
import { createClient as createWsClient } from 'graphql-ws';
import { createClient as createSseClient } from 'graphql-sse';
import WebSocket from 'ws';

const [transport, url, after, count] = process.argv.slice(2);
const client =
  transport === 'ws'
    ? createWsClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket })
    : createSseClient({ url });

const query = `subscription Follow($after: String) {
  eventChanges(after: $after) { cursor kind lastKnown { name } event { name tickets { name } } }
}`;

let left = Number(count);
for await (const result of client.iterate({ query, variables: { after } })) {
  if (result.errors) {
    console.error(JSON.stringify(result.errors));
    process.exit(1);
  }
  console.log(result.data.eventChanges.lastKnown.name);
  if (--left === 0) {
    break;
  }
}
client.dispose();
