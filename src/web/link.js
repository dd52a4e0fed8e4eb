// Deep links: /graphiql/#query=…&variables=…&operationName=…
//
// A link that this page makes has its parameters in the fragment, which browsers do not send: variables stay out of the logs of
// servers and proxies, and a long document does not exceed their limit for a URL (8 KB). The same parameters in the query string
// are read as well, since many tools write them there. A link has no headers, so that it neither contains nor sets a key.

/** Returns the operation of a link, or null if the URL has none. */
export function readLink({ hash, search }) {
  const parameters = [hash.slice(1), search].map((text) => new URLSearchParams(text)).find((candidate) => candidate.get('query'));
  if (!parameters) {
    return null;
  }
  return {
    query: parameters.get('query'),
    variables: indent(parameters.get('variables') ?? ''),
    operationName: parameters.get('operationName'),
  };
}

export function createLink({ query, variables, operationName }) {
  const parameters = new URLSearchParams({ query });
  if (variables?.trim()) {
    parameters.set('variables', compact(variables));
  }
  if (operationName) {
    parameters.set('operationName', operationName);
  }
  return `${location.origin}${location.pathname}#${parameters}`;
}

/** Removes the operation from the address, so that reloading the page keeps what has been edited since. */
export function clearLink() {
  history.replaceState(null, '', location.pathname);
}

function indent(variables) {
  return reformat(variables, 2);
}

function compact(variables) {
  return reformat(variables, 0);
}

// Text that is not JSON, such as variables with comments, stays as it is.
function reformat(json, spaces) {
  try {
    return JSON.stringify(JSON.parse(json), null, spaces);
  } catch {
    return json;
  }
}
