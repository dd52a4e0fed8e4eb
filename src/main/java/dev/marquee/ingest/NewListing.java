package dev.marquee.ingest;

import java.util.Objects;

import dev.marquee.ingest.merge.Listing;

/**
 * A listing of which no event is known.
 *
 * @param otherEvents the number of known events at its address, which have other starts
 */
record NewListing(ReadResult readResult, String documentHash, int otherEvents) {

	/** The listing as it is to be stored. */
	Listing listing() {
		return Objects.requireNonNull(this.readResult.listing());
	}

}
