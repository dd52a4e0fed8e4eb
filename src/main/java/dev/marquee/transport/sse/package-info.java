/**
 * GraphQL over server-sent events (graphql-sse, distinct connections mode). Knows no
 * feature.
 */
@NullMarked
package dev.marquee.transport.sse;

import org.jspecify.annotations.NullMarked;
