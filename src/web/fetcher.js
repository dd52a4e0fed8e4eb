import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

// After a change of tabs, GraphiQL passes the operation name of the previous tab, or none, for a moment. Without this look-up it
// would send a subscription over HTTP.
function selectedOperation({ query, operationName }) {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document);
  } catch {
    return null;
  }
}

/** Sends requests with the key of the Key pane and the extensions of the Plan pane; subscriptions use a WebSocket. */
export function createFetcher(endpoint, key, plan) {
  const url = new URL(endpoint, location.href).href;

  async function fetchResponse(request, headers) {
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
    const result = await response.json();
    if (request.operationName !== 'IntrospectionQuery') {
      plan.show(result.extensions?.plan);
    }
    return result;
  }

  function subscribe(request, headers) {
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      connectionParams: { ...key.headers(), ...headers },
    });
    return client.iterate(request);
  }

  return (request, options) => {
    const operation = selectedOperation(request);
    const send = operation?.operation === 'subscription' ? subscribe : fetchResponse;
    return send({ ...request, operationName: operation?.name?.value ?? request.operationName }, options?.headers);
  };
}
