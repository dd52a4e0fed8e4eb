// Follows changes with a client that others use, at one of several addresses after the other, each time from the last
// cursor, and prints one a line. Arguments: ws or sse, the addresses with commas between, the cursor to begin after, the
// document. Also prints a line when it hears anything else, since silence means that the connection is dead.
import { createClient as createWsClient } from 'graphql-ws';
import { createClient as createSseClient } from 'graphql-sse';
import WebSocket from 'ws';

const LONGEST_SILENCE = 6000;

const [transport, addresses, begin, query] = process.argv.slice(2);
const urls = addresses.split(',');
let after = begin;
let heard = Date.now();

function hear() {
  heard = Date.now();
  console.log('alive .');
}

async function fetchHeard(url, init) {
  const response = await fetch(url, init);
  const body = response.body?.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        hear();
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(body, response);
}

function connect(url) {
  if (transport === 'sse') {
    const client = createSseClient({ url, retryAttempts: 0, fetchFn: fetchHeard });
    return { client, end: () => client.dispose() };
  }
  const client = createWsClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { message: hear },
  });
  return { client, end: () => client.terminate() };
}

async function follow(url) {
  const { client, end } = connect(url);
  heard = Date.now();
  const watch = setInterval(() => Date.now() - heard > LONGEST_SILENCE && end(), 500);
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
    clearInterval(watch);
    end();
  }
}

for (let i = 0; ; i++) {
  try {
    await follow(urls[i % urls.length]);
  } catch (failure) {
    const code = failure?.[0]?.extensions?.code ?? failure?.message;
    if (code === 'CURSOR_EXPIRED') {
      console.error(code);
      process.exit(1);
    }
  }
  console.log('again .');
  await new Promise((resolve) => setTimeout(resolve, 300));
}
