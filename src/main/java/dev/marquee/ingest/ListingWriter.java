package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.Events;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes listings in the current transaction: each to the event that was imported from it
 * before, or to a new one. An event that no import made is never changed.
 */
@Component
class ListingWriter {

	/** Says that an event is not public. */
	static final DocumentProblem UNPUBLISHED = warning("not_published",
			"The event was unpublished here and stays a draft, which the public does not see: publish it with"
					+ " `publishEvent`.");

	private final ListingLocks locks;

	private final Events events;

	private final ListingSources sources;

	private final DataLossCheck dataLossCheck;

	private final MatchedListings matchedListings;

	ListingWriter(ListingLocks locks, Events events, ListingSources sources, DataLossCheck dataLossCheck,
			MatchedListings matchedListings) {
		this.locks = locks;
		this.events = events;
		this.sources = sources;
		this.dataLossCheck = dataLossCheck;
		this.matchedListings = matchedListings;
	}

	/** Lets imports that write several listings in a transaction take turns. */
	void lockImports() {
		this.locks.lockImports();
	}

	/**
	 * Writes listings as if one by one, except those that were imported before as they
	 * are. Those that do not depend on each other are written together, and the events of
	 * all become searchable in the end.
	 * @return the outcomes, in the same order
	 */
	List<ImportOutcome> write(List<PendingListing> pending) {
		this.locks.lockAll(pending.stream().map(PendingListing::source).toList());
		List<ImportOutcome> outcomes = new ArrayList<>();
		Set<UUID> stale = new LinkedHashSet<>();
		while (outcomes.size() < pending.size()) {
			List<Decision> decisions = decide(ListingKeys.distinct(pending.subList(outcomes.size(), pending.size())));
			boolean areLast = outcomes.size() + decisions.size() == pending.size();
			Iterator<ImportOutcome> written = this.matchedListings
				.write(decisions.stream().flatMap((decision) -> Stream.ofNullable(decision.matched())).toList(), stale,
						areLast)
				.iterator();
			for (Decision decision : decisions) {
				ImportOutcome outcome = (decision.outcome() != null) ? decision.outcome() : written.next();
				decision.note(outcome);
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

	/** What is to be done with the first listings that do not depend on each other. */
	private List<Decision> decide(List<PendingListing> pending) {
		List<List<ImportedListing>> imported = this.sources.find(pending.stream().map(PendingListing::source).toList());
		List<Decision> decisions = new ArrayList<>();
		ListingKeys keys = new ListingKeys();
		Set<UUID> events = new HashSet<>();
		for (int i = 0; i < pending.size(); i++) {
			PendingListing each = pending.get(i);
			Set<UUID> known = imported.get(i).stream().map(ImportedListing::event).collect(Collectors.toSet());
			if (!Collections.disjoint(events, known) || keys.await(each.source(), imported.get(i))) {
				break;
			}
			events.addAll(known);
			keys.add(each.listing());
			decisions.add(decide(each, imported.get(i), each.document()));
		}
		return decisions;
	}

	private Decision decide(PendingListing pending, List<ImportedListing> imported, DocumentImport document) {
		ReadResult readResult = pending.part().result();
		Listing listing = pending.listing();
		Optional<ImportedListing> same = imported.stream()
			.filter((known) -> known.isSame(readResult, document.hash()))
			.filter((known) -> known.hash() == null || Objects.equals(known.key(), listing.source().key()))
			.findFirst();
		if (same.isPresent()) {
			return unchanged(pending, same.get());
		}
		Optional<ListingMatch> match = ListingMatch.find(listing, imported, document.events());
		ReadResult usable = usable(readResult, listing);
		return match.flatMap((known) -> reasonNotToWrite(pending, usable, known.imported()))
			.orElseGet(() -> Decision.toWrite(pending,
					new MatchedListing(usable, document, match.orElse(null), imported.size())));
	}

	private Decision unchanged(PendingListing pending, ImportedListing same) {
		if (same.hash() == null) {
			this.sources.saveHash(same, pending.part().result().hash());
		}
		return Decision.unchanged(pending, new Unchanged(same.event(), unpublishedWarning(same).stream().toList()));
	}

	/** The listing as one that takes place once if its recurrence cannot be stored. */
	private ReadResult usable(ReadResult readResult, Listing listing) {
		Optional<DocumentProblem> unusable = this.events.recurrenceProblem(listing.event())
			.map((message) -> warning("recurrence_unusable",
					message + " The event was stored as one that takes place once."));
		return readResult.with(unusable.isPresent() ? listing.withoutRecurrence() : listing,
				append(readResult.problems(), unusable));
	}

	private Optional<Decision> reasonNotToWrite(PendingListing pending, ReadResult readResult,
			ImportedListing imported) {
		Listing listing = Objects.requireNonNull(readResult.listing());
		UUID id = imported.event();
		if (listing.event().facts().revision().isOlderThan(imported.revision())) {
			return Optional.of(Decision.refused(pending,
					new Unchanged(id, append(readResult.problems(), Optional.of(olderRevisionNotice())))));
		}
		List<String> lostFields = readResult.isTruncated() ? this.dataLossCheck.lostFields(id, listing) : List.of();
		return lostFields.isEmpty() ? Optional.empty() : Optional
			.of(Decision.refused(pending, ImportFailures.rejected(readResult.problems(), "maybe_truncated",
					"The document may be truncated and would remove stored data: " + String.join(", ", lostFields))));
	}

	private static DocumentProblem olderRevisionNotice() {
		return ListingMatch.notice("older_revision",
				"A later revision of the listing was imported before, by `SEQUENCE`, `LAST-MODIFIED` or `dateModified`:"
						+ " nothing was written.");
	}

	static Optional<DocumentProblem> unpublishedWarning(ImportedListing imported) {
		return imported.isPublished() ? Optional.empty() : Optional.of(UNPUBLISHED);
	}

	static DocumentProblem warning(String code, String message) {
		return new DocumentProblem(Severity.WARNING, code, DocumentLocation.DOCUMENT.section(),
				DocumentLocation.DOCUMENT.line(), message);
	}

	private static List<DocumentProblem> append(List<DocumentProblem> problems, Optional<DocumentProblem> more) {
		return Stream.concat(problems.stream(), more.stream()).toList();
	}

	/**
	 * What is done with a listing.
	 *
	 * @param outcome null if it is to be written
	 * @param matched how it is to be written; null if it is not
	 * @param isCurrent whether the event will be as the listing says
	 */
	private record Decision(PendingListing pending, @Nullable ImportOutcome outcome, @Nullable MatchedListing matched,
			boolean isCurrent) {

		static Decision toWrite(PendingListing pending, MatchedListing matched) {
			return new Decision(pending, null, matched, true);
		}

		static Decision unchanged(PendingListing pending, Unchanged outcome) {
			return new Decision(pending, outcome, null, true);
		}

		static Decision refused(PendingListing pending, ImportOutcome outcome) {
			return new Decision(pending, outcome, null, false);
		}

		/** Notes in the document what became of the listing. */
		void note(ImportOutcome written) {
			UUID event = written.event();
			if (event == null) {
				this.pending.document().addError();
			}
			else if (this.isCurrent) {
				this.pending.document().add(event, this.pending.part().result().hash());
			}
		}

	}

}
