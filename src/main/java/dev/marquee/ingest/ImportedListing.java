package dev.marquee.ingest;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.SourceRevision;
import dev.marquee.ingest.merge.Listing;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A listing that was imported before, with its event.
 *
 * @param documentName null if unknown
 * @param startsAt the start in the document, which may differ from the event's
 * @param organizers the organizers in the document; null if unknown
 * @param fields digests of the event's fields after the import; null if unknown
 * @param key what told it apart from others in its document; null if it was the only one
 * @param hash of the listing as read; null if unknown
 * @param isPublished whether the event is public now
 * @param isSameSource whether it was found by the name and the id of the source, and not
 * only by its URL
 */
record ImportedListing(ListingSourceRecord source, @Nullable String documentName, Instant startsAt,
		Precision startPrecision, @Nullable Set<UUID> organizers, @Nullable JSONB fields, @Nullable String key,
		@Nullable UUID hash, boolean isPublished, boolean isSameSource) {

	UUID event() {
		return this.source.getEventId();
	}

	/** Whether it was imported from a document with one listing, as this one is. */
	boolean isOnlyOf(Listing.Source other) {
		return this.key == null && other.key() == null && other.documentName().equals(this.documentName);
	}

	boolean hasKeyOf(Listing.Source other) {
		return this.key != null && this.key.equals(other.key());
	}

	/** Whether the listing was the same when it was last imported. */
	boolean isSame(ReadResult readResult, String documentHash) {
		return (this.hash != null) ? this.hash.equals(readResult.hash())
				: this.source.getDocumentHash().equals(documentHash);
	}

	/** The revision that was imported last. */
	SourceRevision revision() {
		return new SourceRevision(this.source.getSequence(), this.source.getModifiedAt());
	}

	/**
	 * Whether the listing has this start; with a day only, any time of that day.
	 */
	boolean startsOn(EventTime start) {
		if (this.startPrecision == Precision.MINUTE && start.precision() == Precision.MINUTE) {
			return this.startsAt.equals(start.instant());
		}
		return this.startsAt.atZone(start.zone()).toLocalDate().equals(start.local().toLocalDate());
	}

}
