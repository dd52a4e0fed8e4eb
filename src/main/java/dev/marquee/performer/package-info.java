/**
 * Performers: types, lists, mutations and storage. May depend on {@code mutation},
 * {@code query}, {@code pagination}, {@code graphql} and {@code security}, not on
 * {@code event}.
 */
@NullMarked
package dev.marquee.performer;

import org.jspecify.annotations.NullMarked;
