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

/**
 * Sends requests with the key of the Key pane and the extensions of the Plan pane, and records what GraphiQL does not show in
 * `runs`. Subscriptions use a WebSocket.
 */
export function createFetcher(endpoint, key, plan, runs) {
  const url = new URL(endpoint, location.href).href;

  function post(body, headers) {
    return fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...key.headers(),
        ...headers,
      },
      body: JSON.stringify(body),
    });
  }

  async function introspect(request, headers) {
    return (await post(request, headers)).json();
  }

  async function execute(request, headers) {
    const run = runs.begin('request');
    const started = performance.now();
    try {
      const response = await post({ ...request, extensions: { ...plan.extensions(), cost: true } }, headers);
      const bytes = await response.arrayBuffer();
      const millis = performance.now() - started;
      const { shown, cost, statements } = separate(readJson(response, bytes));
      run.answer({
        status: response.status,
        millis,
        bytes: bytes.byteLength,
        transferred: await transferredBytes(url, started),
        requestId: response.headers.get('X-Request-Id'),
        errors: shown.errors,
        cost,
        statements,
      });
      return shown;
    } catch (error) {
      run.end(error.message);
      throw error;
    }
  }

  // A client that reconnects by itself would subscribe with the original variables, and so lose or repeat changes unnoticed.
  function subscribe(request, headers) {
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      connectionParams: { ...key.headers(), ...headers },
      retryAttempts: 0,
    });
    return {
      subscribe(observer) {
        const run = runs.begin('subscription');
        let stopped = false;
        const unsubscribe = client.subscribe(request, {
          next(message) {
            run.receive(message);
            observer.next(message);
          },
          error(reason) {
            const errors = Array.isArray(reason) ? reason : [connectionError(reason)];
            run.end(errors[0].message, errors);
            observer.error(errors);
          },
          complete() {
            run.end(stopped ? 'Stopped.' : 'Completed by the server.');
            observer.complete();
          },
        });
        return {
          unsubscribe() {
            stopped = true;
            unsubscribe();
          },
        };
      },
    };
  }

  return (request, options) => {
    if (request.operationName === 'IntrospectionQuery') {
      return introspect(request, options?.headers);
    }
    const operation = selectedOperation(request);
    const send = operation?.operation === 'subscription' ? subscribe : execute;
    return send({ ...request, operationName: operation?.name?.value ?? request.operationName }, options?.headers);
  };
}

/** Takes out of a response what only this page asked for: its cost and its plan have their own place. */
function separate({ extensions, ...result }) {
  const { cost, plan, ...others } = extensions ?? {};
  const shown = Object.keys(others).length > 0 ? { ...result, extensions: others } : result;
  return { shown, cost, statements: plan?.statements };
}

function readJson(response, bytes) {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The response with status ${response.status} is not JSON: ${text.slice(0, 200)}`);
  }
}

/** The size of the compressed body; undefined if the browser does not tell. */
async function transferredBytes(url, started) {
  await new Promise((resolve) => setTimeout(resolve));
  const timing = performance.getEntriesByName(url, 'resource').findLast(({ startTime }) => startTime >= Math.floor(started));
  // The browser keeps 250 entries and ignores later ones.
  performance.clearResourceTimings();
  return timing?.encodedBodySize || undefined;
}

function connectionError(reason) {
  if (typeof reason?.code !== 'number') {
    return reason instanceof Error ? reason : new Error('The WebSocket could not be opened.');
  }
  const text = reason.reason ? `: ${reason.reason}` : '';
  return new Error(`The connection closed with code ${reason.code}${text}. To miss no change, run it again after the last cursor.`);
}
