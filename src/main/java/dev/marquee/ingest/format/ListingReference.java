package dev.marquee.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * Another listing as a listing names it; at least one of id, URL and name is known.
 *
 * @param id null if it has none or it is not given
 * @param isInDocument whether the same document is known to have that listing
 */
public record ListingReference(@Nullable ListingId id, @Nullable String url, @Nullable String name,
		boolean isInDocument) {
}
