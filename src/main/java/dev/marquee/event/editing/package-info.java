/**
 * The mutations of events, each a small class.
 */
@NullMarked
package dev.marquee.event.editing;

import org.jspecify.annotations.NullMarked;
