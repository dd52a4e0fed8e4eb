package dev.marquee.ingest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;

/**
 * The imported listing that a document describes again, and how it was recognized.
 */
record ListingMatch(ImportedListing imported, Reason reason) {

	/**
	 * Finds the listing among those of the same source with the same id.
	 */
	static Optional<ListingMatch> find(Listing listing, List<ImportedListing> imported) {
		EventTime start = listing.event().start();
		if (listing.source().isEventId()) {
			return first(imported, (known) -> true, Reason.EVENT_ID);
		}
		return first(imported, (known) -> known.startsAt().equals(start.instant()), Reason.START)
			.or(() -> only(imported, (known) -> known.startsOn(start), Reason.START))
			.or(() -> first(imported, (known) -> listing.source().documentName().equals(known.documentName()),
					Reason.DOCUMENT))
			.or(() -> rescheduled(listing, imported));
	}

	private static Optional<ListingMatch> rescheduled(Listing listing, List<ImportedListing> imported) {
		EventTime previousStart = listing.event().previousStart();
		if (previousStart != null) {
			return only(imported, (known) -> known.startsOn(previousStart), Reason.RESCHEDULED);
		}
		return (listing.event().status() == EventStatus.RESCHEDULED)
				? only(imported, (known) -> true, Reason.RESCHEDULED) : Optional.empty();
	}

	private static Optional<ListingMatch> first(List<ImportedListing> imported, Predicate<ImportedListing> condition,
			Reason reason) {
		return imported.stream().filter(condition).findFirst().map((known) -> new ListingMatch(known, reason));
	}

	private static Optional<ListingMatch> only(List<ImportedListing> imported, Predicate<ImportedListing> condition,
			Reason reason) {
		List<ImportedListing> matching = imported.stream().filter(condition).toList();
		return (matching.size() == 1) ? Optional.of(new ListingMatch(matching.getFirst(), reason)) : Optional.empty();
	}

	/**
	 * Says why the document updates the event, unless it is the same document at the same
	 * URL with the same start.
	 */
	Optional<DocumentProblem> notice(Listing listing) {
		EventTime start = listing.event().start();
		if (!this.imported.startsOn(start)) {
			return Optional.of(notice("start_moved",
					"The start moved from " + this.imported.startsAt().atZone(start.zone()).toLocalDateTime() + " to "
							+ start.local() + ": the event was updated, since " + because(listing) + "."));
		}
		boolean isSameDocument = listing.source().documentName().equals(this.imported.documentName());
		boolean isSameUrl = Objects.equals(listing.source().url(), this.imported.source().getUrl());
		return (isSameDocument && isSameUrl) ? Optional.empty()
				: Optional.of(notice("same_listing", "The event was imported before from " + origin()
						+ ": it was updated, since " + because(listing) + "."));
	}

	private String because(Listing listing) {
		return switch (this.reason) {
			case EVENT_ID -> (listing.source().url() != null)
					? "the number " + listing.source().id() + " identifies it on " + listing.source().name()
					: "the document has the same name";
			case START -> "the address and the start are the same";
			case DOCUMENT -> "the document has the same address and name";
			case RESCHEDULED -> "the document says that it was rescheduled";
		};
	}

	private String origin() {
		String url = this.imported.source().getUrl();
		String document = this.imported.documentName();
		return (document != null) ? "the document " + UntrustedText.quote(document)
				: UntrustedText.quote(Objects.requireNonNullElse(url, this.imported.source().getSourceId()));
	}

	static DocumentProblem notice(String code, String message) {
		return new DocumentProblem(Severity.NOTICE, code, DocumentLocation.DOCUMENT.section(),
				DocumentLocation.DOCUMENT.line(), message);
	}

	/**
	 * How a listing is recognized.
	 */
	enum Reason {

		/** Its id identifies one event. */
		EVENT_ID,
		/** Its URL has an event with this start. */
		START,
		/** Its URL was imported from a document of this name. */
		DOCUMENT,
		/** It says which of the events at its URL was rescheduled. */
		RESCHEDULED

	}

}
