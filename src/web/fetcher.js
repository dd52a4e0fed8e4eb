import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

// GraphiQL's own fetcher asks GraphiQL which operation is meant, and sends a subscription over HTTP when it is run before
// GraphiQL has found that out.
function isSubscription({ query, operationName }) {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}

/** Sends requests with the key of this page, and with what the plan's pane asks for; subscriptions go over a WebSocket. */
export function createFetcher(endpoint, key, plan) {
  const url = new URL(endpoint, location.href).href;

  async function ask(request, headers) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...key.headers(),
        ...headers,
      },
      body: JSON.stringify({ ...request, extensions: { ...request.extensions, ...plan.extensions() } }),
    });
    const answer = await response.json();
    if (request.operationName !== 'IntrospectionQuery') {
      plan.show(answer.extensions?.plan);
    }
    return answer;
  }

  function listen(request, headers) {
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      connectionParams: { ...key.headers(), ...headers },
    });
    return client.iterate(request);
  }

  return (request, options) => (isSubscription(request) ? listen : ask)(request, options?.headers);
}
