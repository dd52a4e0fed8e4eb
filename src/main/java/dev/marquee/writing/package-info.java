/**
 * What all mutations share: one transaction each, inputs whose problems are told all at
 * once, and requests that may be sent again. Knows no feature.
 */
@NullMarked
package dev.marquee.writing;

import org.jspecify.annotations.NullMarked;
