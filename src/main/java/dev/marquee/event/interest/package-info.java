/**
 * Interests in events, recorded by sites for their visitors. May depend on {@code event},
 * {@code mutation}, {@code query} and {@code security}.
 */
@NullMarked
package dev.marquee.event.interest;

import org.jspecify.annotations.NullMarked;
