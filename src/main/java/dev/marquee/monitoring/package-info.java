/**
 * What operators see of Marquee: health, metrics, traces; and what callers see when its
 * database is away.
 */
@NullMarked
package dev.marquee.monitoring;

import org.jspecify.annotations.NullMarked;
