/**
 * What operators observe: health, metrics, traces and execution plans. Depends on
 * {@code query}, {@code security} and {@code database}; no package depends on it.
 */
@NullMarked
package dev.marquee.observability;

import org.jspecify.annotations.NullMarked;
