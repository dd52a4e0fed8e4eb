/**
 * Reads events from records of the APIs of Eventbrite, Meetup, OpenAgenda and
 * LinkedEvents. May depend on {@code merge}, {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.record;

import org.jspecify.annotations.NullMarked;
