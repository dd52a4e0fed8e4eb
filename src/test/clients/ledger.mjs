// Subscribes to changes with a common client, switching between several servers and resuming from the last cursor, and prints one
// change per line. Arguments: ws or sse, the URLs separated by commas, the cursor to start after, the document. Also prints a line
// for any other message, because silence means that the connection is dead.
import { createClient as createWsClient } from 'graphql-ws';
import { createClient as createSseClient } from 'graphql-sse';
import WebSocket from 'ws';

const MAX_SILENCE_MILLIS = 6000;

const [transport, addresses, start, query] = process.argv.slice(2);
const urls = addresses.split(',');
let after = start;
let lastMessageAt = Date.now();

function recordMessage() {
  lastMessageAt = Date.now();
  console.log('alive .');
}

async function recordingFetch(url, init) {
  const response = await fetch(url, init);
  const body = response.body?.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        recordMessage();
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(body, response);
}

function connect(url) {
  if (transport === 'sse') {
    const client = createSseClient({ url, retryAttempts: 0, fetchFn: recordingFetch });
    return { client, end: () => client.dispose() };
  }
  const client = createWsClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { message: recordMessage },
  });
  return { client, end: () => client.terminate() };
}

async function follow(url) {
  const { client, end } = connect(url);
  lastMessageAt = Date.now();
  const watchdog = setInterval(() => Date.now() - lastMessageAt > MAX_SILENCE_MILLIS && end(), 500);
  try {
    for await (const result of client.iterate({ query, variables: { after } })) {
      if (result.errors) {
        throw new Error(result.errors[0].extensions?.code ?? result.errors[0].message);
      }
      const { cursor, kind, lastKnown } = result.data.eventChanges;
      after = cursor;
      console.log(`${cursor} ${kind === 'REMOVED' ? '-' : ''}${lastKnown.name} .`);
    }
  } finally {
    clearInterval(watchdog);
    end();
  }
}

for (let i = 0; ; i++) {
  try {
    await follow(urls[i % urls.length]);
  } catch (error) {
    const code = error?.[0]?.extensions?.code ?? error?.message;
    if (code === 'CURSOR_EXPIRED') {
      console.log('expired .');
      process.exit();
    }
  }
  console.log('again .');
  await new Promise((resolve) => setTimeout(resolve, 300));
}
