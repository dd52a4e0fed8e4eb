/**
 * The places where events happen.
 */
@NullMarked
package dev.marquee.venue;

import org.jspecify.annotations.NullMarked;
