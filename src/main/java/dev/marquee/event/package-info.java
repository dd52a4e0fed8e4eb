/**
 * Events with their parts: types, lists, filters, full-text search, facets and storage.
 * May depend on {@code venue}, {@code organizer}, {@code query}, {@code pagination} and
 * {@code graphql}, not on {@code ingest}.
 */
@NullMarked
package dev.marquee.event;

import org.jspecify.annotations.NullMarked;
