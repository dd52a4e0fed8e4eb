/**
 * What operators see of Marquee: health, metrics, traces; and what callers see when its
 * database is away.
 */
@NullMarked
package dev.marquee.observability;

import org.jspecify.annotations.NullMarked;
