/**
 * Turns what a query selects below a root field into one SQL statement that returns the
 * value of that field, and writes its JSON. Knows no feature: each one says by
 * {@link dev.marquee.selection.TypeMapping mappings} how its types come from its tables.
 */
@NullMarked
package dev.marquee.query.compile;

import org.jspecify.annotations.NullMarked;
