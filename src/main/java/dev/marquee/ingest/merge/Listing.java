package dev.marquee.ingest.merge;

import java.util.List;

import dev.marquee.event.EventDetails;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of a listing, whatever document it came from: valid, complete and ready
 * to be stored.
 */
public record Listing(Source source, EventDetails event, @Nullable VenueDetails venue,
		List<OrganizerDetails> organizers) {

	/**
	 * Where a listing comes from.
	 *
	 * @param name the host of the site, or {@code file}
	 * @param id what the site calls the event: a number, an address or the name of a file
	 */
	public record Source(String name, String id, @Nullable String url, @Nullable String affiliateId) {
	}

}
