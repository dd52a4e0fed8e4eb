/**
 * Turns what a query selects below a root field into one SQL statement whose result is
 * the JSON of that field. Knows no feature: each one says by
 * {@link dev.marquee.selection.TypeMapping mappings} how its types come from its tables.
 */
@NullMarked
package dev.marquee.selection;

import org.jspecify.annotations.NullMarked;
