/**
 * Parsers of single values: date-times, time zones, prices, currencies, countries and
 * coordinates. May depend on {@code problem} and on the features' value types.
 */
@NullMarked
package dev.marquee.ingest.value;

import org.jspecify.annotations.NullMarked;
