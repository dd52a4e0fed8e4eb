import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

// GraphiQL finds out a moment after a change of tabs which operation is meant: until then it names the one of the tab before,
// or none, and would send a subscription over HTTP.
function meant({ query, operationName }) {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document);
  } catch {
    return null;
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

  return (request, options) => {
    const operation = meant(request);
    const send = operation?.operation === 'subscription' ? listen : ask;
    return send({ ...request, operationName: operation?.name?.value ?? request.operationName }, options?.headers);
  };
}
