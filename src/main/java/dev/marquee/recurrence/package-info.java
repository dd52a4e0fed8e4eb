/**
 * Recurrences of RFC 5545: rules, their starts within a period, and English sentences for
 * them. Knows no events.
 */
@NullMarked
package dev.marquee.recurrence;

import org.jspecify.annotations.NullMarked;
