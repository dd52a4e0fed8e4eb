/**
 * Reads events from RSS and Atom feeds whose entries state when the event takes place.
 * May depend on {@code merge}, {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.feed;

import org.jspecify.annotations.NullMarked;
