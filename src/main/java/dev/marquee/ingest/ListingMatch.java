package dev.marquee.ingest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
	 * @param written the events that the same document has written already: another
	 * listing of it is another event unless it has the same key and start
	 */
	static Optional<ListingMatch> find(Listing listing, List<ImportedListing> imported, Set<UUID> written) {
		EventTime start = listing.event().start();
		Listing.Source source = listing.source();
		Optional<ListingMatch> same = source.isEventId()
				? first(imported, ImportedListing::isSameSource, Reason.EVENT_ID) : first(imported,
						(known) -> known.hasKeyOf(source) && known.startsAt().equals(start.instant()), Reason.START);
		List<ImportedListing> others = imported.stream()
			.filter((known) -> !written.contains(known.event()) && !(source.isEventId() && known.isSameSource()))
			.toList();
		return same.or(() -> first(others, (known) -> known.startsAt().equals(start.instant()), Reason.START))
			.or(() -> only(others, (known) -> known.startsOn(start), Reason.START))
			.or(() -> source.isEventId() ? Optional.empty()
					: first(others, (known) -> known.isOnlyOf(source), Reason.DOCUMENT)
						.or(() -> rescheduled(listing, others)));
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
			case EVENT_ID -> becauseOfId(listing.source());
			case START -> "the address and the start are the same";
			case DOCUMENT -> "the document has the same address and name";
			case RESCHEDULED -> "the document says that it was rescheduled";
		};
	}

	private static String becauseOfId(Listing.Source source) {
		if (source.key() != null) {
			return "it has the same id, " + UntrustedText.quote(source.id());
		}
		return (source.url() != null) ? "the number " + source.id() + " identifies it on " + source.name()
				: "the document has the same name";
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
