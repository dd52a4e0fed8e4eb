/**
 * Readers of single values: dates, time zones, prices, currencies, countries,
 * coordinates.
 */
@NullMarked
package dev.marquee.ingest.value;

import org.jspecify.annotations.NullMarked;
