package dev.marquee.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which revision of a listing a document has.
 *
 * @param sequence {@code SEQUENCE} of RFC 5545; null if unknown
 * @param modifiedAt {@code LAST-MODIFIED} of RFC 5545 or {@code dateModified} of
 * schema.org; null if unknown
 */
public record SourceRevision(@Nullable Integer sequence, @Nullable Instant modifiedAt) {

	public static final SourceRevision UNKNOWN = new SourceRevision(null, null);

	/**
	 * Whether this revision is older than another: by the sequence, and by the time if
	 * the sequences are equal or one is unknown.
	 */
	public boolean isOlderThan(SourceRevision other) {
		if (this.sequence != null && other.sequence != null && !this.sequence.equals(other.sequence)) {
			return this.sequence < other.sequence;
		}
		return this.modifiedAt != null && other.modifiedAt != null && this.modifiedAt.isBefore(other.modifiedAt);
	}

}
