/**
 * The change log of events and the query and subscriptions that read it. Triggers write
 * the log, see {@code db/migration}. May depend on events, pagination, queries and the
 * packages below them, but not on a transport.
 */
@NullMarked
package dev.marquee.changefeed;

import org.jspecify.annotations.NullMarked;
