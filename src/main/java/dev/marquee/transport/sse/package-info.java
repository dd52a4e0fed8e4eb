/**
 * GraphQL over server-sent events (the graphql-sse protocol, distinct connections
 * mode).\n * Knows no feature.
 */
@NullMarked
package dev.marquee.transport.sse;

import org.jspecify.annotations.NullMarked;
