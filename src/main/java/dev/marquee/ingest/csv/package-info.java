/**
 * Reads events from tables in CSV (RFC 4180) and its dialects. May depend on
 * {@code merge}, {@code value} and {@code problem}.
 */
@NullMarked
package dev.marquee.ingest.csv;

import org.jspecify.annotations.NullMarked;
