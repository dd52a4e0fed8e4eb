/**
 * Events in the formats of calendars, feed readers, search engines, maps and
 * spreadsheets, for the same filters as in GraphQL.
 */
@NullMarked
package dev.marquee.output;

import org.jspecify.annotations.NullMarked;
