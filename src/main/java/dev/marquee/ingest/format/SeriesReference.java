package dev.marquee.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * A series of events as a listing names it. Without an id and a URL, its name identifies
 * it on the site of the listing.
 *
 * @param name on one line, 1 to 500 characters
 * @param isNameOwn whether the name is that of the series; otherwise it is that of one of
 * its events, which names a new series
 */
public record SeriesReference(@Nullable ListingId id, @Nullable String url, String name, boolean isNameOwn) {
}
