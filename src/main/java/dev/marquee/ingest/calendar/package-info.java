/**
 * Reads events from iCalendar documents (RFC 5545). May depend on {@code merge},
 * {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.calendar;

import org.jspecify.annotations.NullMarked;
