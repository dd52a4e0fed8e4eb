package dev.marquee.ingest;

import java.util.Objects;
import java.util.function.Consumer;

import dev.marquee.ingest.merge.Listing;

/**
 * A listing that was read and is to be imported.
 *
 * @param outcomes receives its outcome
 */
record PendingListing(DocumentPart part, DocumentImport document, Consumer<ListingOutcome> outcomes) {

	/** The listing, which can be read. */
	Listing listing() {
		return Objects.requireNonNull(this.part.result().listing());
	}

	Listing.Source source() {
		return listing().source();
	}

	void tell(ImportOutcome outcome) {
		this.outcomes.accept(new ListingOutcome(this.part.result().label(), outcome));
	}

}
