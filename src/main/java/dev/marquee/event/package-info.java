/**
 * The listing itself: an event with all that belongs to it, and the events of a venue and
 * of an organizer.
 */
@NullMarked
package dev.marquee.event;

import org.jspecify.annotations.NullMarked;
