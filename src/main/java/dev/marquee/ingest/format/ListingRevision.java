package dev.marquee.ingest.format;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which version of an event a document has: a listing is not replaced by an older one.
 *
 * @param sequence the number of significant changes, such as {@code SEQUENCE} in
 * iCalendar; null if unknown
 * @param modifiedAt the time of the last change, such as {@code LAST-MODIFIED} in
 * iCalendar or {@code dateModified} in JSON-LD; null if unknown
 */
public record ListingRevision(@Nullable Integer sequence, @Nullable Instant modifiedAt) {

	public static final ListingRevision UNKNOWN = new ListingRevision(null, null);

	/**
	 * Whether this revision is known to be older: by the sequence or, where that is equal
	 * or unknown, by the time.
	 */
	public boolean isOlderThan(ListingRevision other) {
		if (this.sequence != null && other.sequence != null && !this.sequence.equals(other.sequence)) {
			return this.sequence < other.sequence;
		}
		return this.modifiedAt != null && other.modifiedAt != null && this.modifiedAt.isBefore(other.modifiedAt);
	}

}
