/**
 * GraphQL over HTTP: reading requests, resolving documents, caching, compression and
 * errors. Depends on {@code graphql}, {@code security} and {@code text}, and on no other
 * transport.
 */
@NullMarked
package dev.marquee.transport.http;

import org.jspecify.annotations.NullMarked;
