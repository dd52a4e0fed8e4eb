package dev.marquee.ingest.merge;

import java.util.List;

import dev.marquee.event.EventDetails;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of a listing, independent of the document's format: valid, complete and
 * ready to be stored.
 */
public record Listing(Source source, EventDetails event, @Nullable VenueDetails venue,
		List<OrganizerDetails> organizers) {

	/** The same listing of an event that takes place once. */
	public Listing withoutRecurrence() {
		return new Listing(this.source, this.event.withoutRecurrence(), this.venue, this.organizers);
	}

	/**
	 * The origin of a listing.
	 *
	 * @param name the host of the site, or {@code file} if the document has no URL
	 * @param id the event's number there, the identity of its URL, or a file name
	 * @param isEventId whether the id is that of one event; at a URL there may be
	 * several, each with its own start
	 * @param documentName the name of the document
	 */
	public record Source(String name, String id, boolean isEventId, @Nullable String url, @Nullable String affiliateId,
			String documentName) {
	}

}
