package dev.marquee.output;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known before the first event.
 *
 * @param title the name of the feed or calendar
 * @param selfUrl the absolute address of this output
 * @param nextUrl the absolute address of the next page; null if this is the last one
 * @param updatedAt the time of the latest update of an event; null if there is none or it
 * is unknown
 * @param isList whether this is a list of events instead of a single one
 */
record OutputHead(String title, String selfUrl, @Nullable String nextUrl, @Nullable Instant updatedAt, boolean isList) {
}
