/**
 * Makes the subscriptions of a client of `graphql-ws` or `graphql-sse` go on after the last change that was received when the client
 * connects again: no change is lost or repeated. Without this, the client sends the variables of the beginning again.
 *
 * A subscription must declare `$after: String`, pass it as `after`, and select `cursor`; one that does not fails with an error. If
 * the variable `after` is not given, it starts at the current end of the change log.
 *
 * How often and how long the client tries to connect again is set by the options `retryAttempts`, `shouldRetry` and `retryWait` of
 * `createClient`. If the change log no longer has the last change, the subscription fails with the code `CURSOR_EXPIRED`: reload the
 * data then, and subscribe with a new `changeCursor`.
 */
export declare function resuming<Client extends { subscribe: unknown; iterate: unknown }>(client: Client): Client;
