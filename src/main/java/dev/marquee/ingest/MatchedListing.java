package dev.marquee.ingest;

import java.util.Objects;
import java.util.UUID;

import dev.marquee.ingest.merge.Listing;
import org.jspecify.annotations.Nullable;

/**
 * A listing to write, and the event that it is.
 *
 * @param match null if it is a new event
 * @param otherEvents of a new event: the number of known events at its address, which
 * have other starts
 */
record MatchedListing(ReadResult readResult, DocumentImport document, @Nullable ListingMatch match, int otherEvents) {

	/** The listing as it is to be stored. */
	Listing listing() {
		return Objects.requireNonNull(this.readResult.listing());
	}

	/** The last import of its event; null if it is a new one. */
	@Nullable ImportedListing imported() {
		return (this.match != null) ? this.match.imported() : null;
	}

	/** Its event; null if it is a new one. */
	@Nullable UUID event() {
		return (this.match != null) ? this.match.imported().event() : null;
	}

}
