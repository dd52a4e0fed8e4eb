// A client of graphql-ws or graphql-sse that goes on with the cursor of the last change when it reconnects. The subscription has a
// variable `after` and selects `cursor`.
export function resuming(client) {
  return {
    ...client,
    subscribe(request, sink) {
      const payload = { ...request, variables: { ...request.variables } };
      return client.subscribe(payload, {
        next(result) {
          const [change] = Object.values(result.data ?? {});
          if (change?.cursor) {
            payload.variables.after = change.cursor;
          }
          sink.next(result);
        },
        error: (error) => sink.error(error),
        complete: () => sink.complete(),
      });
    },
  };
}
