/**
 * The log of what happens to events, and its windows: a query and subscriptions. The log
 * itself is written by the database, see {@code db/migration}.
 */
@NullMarked
package dev.marquee.changefeed;

import org.jspecify.annotations.NullMarked;
