/**
 * Compiles the selection of a root field into one SQL statement that returns the field's
 * value, by the {@link dev.marquee.query.compile.TypeMapping type mappings} of the
 * features. Depends on {@code query.json} for the layout of rows and on {@code
 * dev.marquee.graphql} for errors, not on {@code query.execute} or a feature.
 */
@NullMarked
package dev.marquee.query.compile;

import org.jspecify.annotations.NullMarked;
