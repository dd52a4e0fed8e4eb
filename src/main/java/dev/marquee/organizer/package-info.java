/**
 * Who holds events.
 */
@NullMarked
package dev.marquee.organizer;

import org.jspecify.annotations.NullMarked;
