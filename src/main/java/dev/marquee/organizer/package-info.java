/**
 * Those who hold events.
 */
@NullMarked
package dev.marquee.organizer;

import org.jspecify.annotations.NullMarked;
