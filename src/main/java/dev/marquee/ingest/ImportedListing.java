package dev.marquee.ingest;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.SourceRevision;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * A listing that was imported before, with its event.
 *
 * @param documentName null if unknown
 * @param startsAt the start in the document, which may differ from the event's
 * @param organizers the organizers in the document; null if unknown
 * @param fields digests of the event's fields after the import; null if unknown
 * @param isPublished whether the event is public now
 */
record ImportedListing(ListingSourceRecord source, @Nullable String documentName, Instant startsAt,
		Precision startPrecision, @Nullable Set<UUID> organizers, @Nullable JSONB fields, boolean isPublished) {

	UUID event() {
		return this.source.getEventId();
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
