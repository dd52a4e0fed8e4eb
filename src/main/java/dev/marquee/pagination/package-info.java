/**
 * Keyset pagination of connections, as the Relay Cursor Connections specification defines
 * them. Depends on {@code query.compile} and on {@code dev.marquee.graphql} for errors,
 * not on a feature.
 */
@NullMarked
package dev.marquee.pagination;

import org.jspecify.annotations.NullMarked;
