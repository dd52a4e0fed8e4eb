const INSTRUCTIONS =
  'A subscription can resume only if it declares `$after: String`, passes it as `after: $after`, and selects `cursor`: use ' +
  '`eventChanges`, with `kinds: [PUBLISHED]` for published events.';

const isSubscription = ({ query = '' }) => /\bsubscription\b/.test(query);

const canResume = ({ query }) => /\$after\b/.test(query) && /\bcursor\b/.test(query);

function cursorIn({ data }) {
  return Object.values(data ?? {}).find((change) => typeof change?.cursor === 'string')?.cursor;
}

/** An iterator over results, which are kept until they are read. */
function iterate(subscribe, payload) {
  let unsubscribe;
  let isOpen = true;
  const results = new ReadableStream({
    start(controller) {
      unsubscribe = subscribe(payload, {
        next: (result) => isOpen && controller.enqueue(result),
        error: (error) => isOpen && controller.error(error),
        complete: () => isOpen && controller.close(),
      });
    },
    cancel() {
      isOpen = false;
      unsubscribe();
    },
  }).getReader();
  return {
    next: () => results.read(),
    return: () => results.cancel().then(() => ({ done: true, value: undefined })),
    throw: (error) => results.cancel().then(() => Promise.reject(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export function resuming(client) {
  /** Reconnecting, the client sends the payload again with the variables that it has then. */
  function follow(payload, variables, sink) {
    return client.subscribe(
      { ...payload, variables },
      {
        next(result) {
          variables.after = cursorIn(result) ?? variables.after;
          sink.next(result);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      },
    );
  }

  /** Starts at the current end of the change log, so that changes are not lost before the first one is received either. */
  function followFromNow(payload, variables, sink) {
    let isDisposed = false;
    let unsubscribe = client.subscribe(
      { query: '{ changeCursor }' },
      {
        next({ data, errors }) {
          if (errors) {
            sink.error(errors);
          } else if (!variables.after && !isDisposed) {
            variables.after = data.changeCursor;
            unsubscribe = follow(payload, variables, sink);
          }
        },
        error: (error) => variables.after || sink.error(error),
        complete() {},
      },
    );
    return () => {
      isDisposed = true;
      unsubscribe();
    };
  }

  function subscribe(payload, sink) {
    if (!isSubscription(payload)) {
      return client.subscribe(payload, sink);
    }
    if (!canResume(payload)) {
      queueMicrotask(() => sink.error(new Error(INSTRUCTIONS)));
      return () => {};
    }
    const variables = { ...payload.variables };
    return (variables.after ? follow : followFromNow)(payload, variables, sink);
  }

  return { ...client, subscribe, iterate: (payload) => iterate(subscribe, payload) };
}
