/**
 * What all mutations share: one transaction each, inputs whose problems are told all at
 * once, and requests that may be sent again. Knows no feature.
 */
@NullMarked
package dev.marquee.mutation;

import org.jspecify.annotations.NullMarked;
