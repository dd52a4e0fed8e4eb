package dev.marquee.ingest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.marquee.ingest.ImportOutcome.FieldChange;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a listing, as the payload of {@code importListings} reads it.
 *
 * @param event null if the listing was rejected
 */
record OutcomeJson(String document, String listing, String status, @Nullable UUID event, List<FieldChange> changes,
		List<DocumentProblem> problems) {

	static OutcomeJson of(String document, ListingOutcome listingOutcome) {
		ImportOutcome outcome = listingOutcome.outcome();
		return new OutcomeJson(document, listingOutcome.label(), outcome.statusName().toUpperCase(Locale.ROOT),
				outcome.event(), (outcome instanceof Updated updated) ? updated.changes() : List.of(),
				outcome.problems());
	}

	/**
	 * The outcome of a document by its first listing, as earlier clients read it.
	 */
	record DocumentJson(String name, String status, @Nullable UUID event, List<DocumentProblem> problems) {

		static DocumentJson of(List<OutcomeJson> outcomes) {
			OutcomeJson first = outcomes.getFirst();
			boolean isRejected = outcomes.stream().anyMatch((outcome) -> outcome.status().equals("REJECTED"));
			return new DocumentJson(first.document(), isRejected ? "REJECTED" : first.status(), first.event(),
					outcomes.stream().flatMap((outcome) -> outcome.problems().stream()).toList());
		}

	}

}
