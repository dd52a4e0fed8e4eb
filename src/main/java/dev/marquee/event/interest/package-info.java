/**
 * Interests in events, recorded by sites for their visitors, and shown to these. May
 * depend on {@code event}, {@code mutation}, {@code pagination}, {@code query} and
 * {@code security}.
 */
@NullMarked
package dev.marquee.event.interest;

import org.jspecify.annotations.NullMarked;
