package dev.marquee.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * What identifies an event for its publisher, apart from its URL: a {@code UID}, the
 * number in an API or {@code @id}.
 *
 * @param authority where the id is unique, as a host or a scheme, such as
 * {@code eventbrite.com} or {@code ical}; two listings with the same authority and the
 * same value are the same event in all documents. Null if the id is unique only in its
 * document: then it tells listings with the same URL and start apart
 * @param value 1 to 2,000 characters
 */
public record ListingId(@Nullable String authority, String value) {

	private static final int MAX_LENGTH = 2000;

	public ListingId {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("An id must not be empty.");
		}
		value = (value.length() <= MAX_LENGTH) ? value : value.substring(0, MAX_LENGTH);
	}

}
