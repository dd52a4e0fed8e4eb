package dev.marquee.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.Events;
import dev.marquee.event.NewEvent;
import dev.marquee.ingest.EventFieldValues.FieldDifferences;
import dev.marquee.ingest.ImportOutcome.Created;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes listings in the current transaction, each to an event of its own: a new one or
 * one that is known. Those that are written together take few statements for each table,
 * and each trigger fires once for all.
 */
@Component
class MatchedListings {

	private final Events events;

	private final ListedEvents listedEvents;

	private final ListingSources sources;

	private final ListingRelations relations;

	private final EventFieldValues fieldValues;

	private final Clock clock;

	MatchedListings(Events events, ListedEvents listedEvents, ListingSources sources, ListingRelations relations,
			EventFieldValues fieldValues, Clock clock) {
		this.events = events;
		this.listedEvents = listedEvents;
		this.sources = sources;
		this.relations = relations;
		this.fieldValues = fieldValues;
		this.clock = clock;
	}

	/**
	 * Writes the listings. Their sources are locked and differ, and so do their events.
	 * @param stale gets the events whose search rows are to be made
	 * @param areLast whether to make the search rows of all stale events
	 * @return the outcomes, in the same order
	 */
	List<ImportOutcome> write(List<MatchedListing> listings, Set<UUID> stale, boolean areLast) {
		if (listings.isEmpty()) {
			refresh(stale, areLast);
			return List.of();
		}
		List<Optional<DocumentProblem>> notes = addressNotes(listings);
		FieldDifferences differences = this.fieldValues.before(listings);
		List<NewEvent> listed = this.listedEvents.of(listings);
		List<UUID> ids = store(listings, listed);
		this.sources.save(listings, listed, ids, this.clock.instant());
		List<List<DocumentProblem>> ofRelations = this.relations
			.saveAll(listings.stream().map(MatchedListing::listing).toList(), ids);
		stale.addAll(ids);
		refresh(stale, areLast);
		this.sources.saveFields(listings, ids, areLast);
		differences.readAfter();
		List<ImportOutcome> outcomes = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			outcomes.add(outcome(listings.get(i), ids.get(i), notes.get(i), ofRelations.get(i), differences));
		}
		return outcomes;
	}

	private void refresh(Set<UUID> stale, boolean areLast) {
		if (areLast && !stale.isEmpty()) {
			this.events.refreshAll(List.copyOf(stale));
		}
	}

	/** The keys of the events, in the order of the listings. */
	private List<UUID> store(List<MatchedListing> listings, List<NewEvent> listed) {
		List<NewEvent> added = new ArrayList<>();
		List<ImportedListing> imported = new ArrayList<>();
		List<NewEvent> replaced = new ArrayList<>();
		for (int i = 0; i < listings.size(); i++) {
			ImportedListing last = listings.get(i).imported();
			if (last == null) {
				added.add(listed.get(i));
			}
			else {
				imported.add(last);
				replaced.add(listed.get(i));
			}
		}
		List<UUID> addedIds = added.isEmpty() ? List.of() : this.events.addAll(added);
		replaceAll(imported, replaced);
		List<UUID> ids = new ArrayList<>();
		int next = 0;
		for (MatchedListing listing : listings) {
			UUID known = listing.event();
			ids.add((known != null) ? known : addedIds.get(next++));
		}
		return ids;
	}

	private void replaceAll(List<ImportedListing> imported, List<NewEvent> replaced) {
		if (imported.isEmpty()) {
			return;
		}
		List<NewEvent> events = this.listedEvents.withAddedOrganizers(imported, replaced);
		Map<UUID, NewEvent> byId = new LinkedHashMap<>();
		for (int i = 0; i < events.size(); i++) {
			byId.put(imported.get(i).event(), events.get(i));
		}
		this.events.replaceAll(byId);
	}

	private static ImportOutcome outcome(MatchedListing listing, UUID id, Optional<DocumentProblem> addressNote,
			List<DocumentProblem> ofRelations, FieldDifferences differences) {
		List<DocumentProblem> problems = listing.readResult().problems();
		ListingMatch match = listing.match();
		if (match == null) {
			return new Created(id, concat(problems, addressNote.stream().toList(), ofRelations));
		}
		List<DocumentProblem> notices = Stream
			.of(match.notice(listing.listing()), overwrittenWarning(differences.overwritten(id)),
					ListingWriter.unpublishedWarning(match.imported()))
			.flatMap(Optional::stream)
			.toList();
		return new Updated(id, concat(problems, notices, ofRelations), differences.changes(id));
	}

	private static List<DocumentProblem> concat(List<DocumentProblem> read, List<DocumentProblem> written,
			List<DocumentProblem> ofRelations) {
		return Stream.of(read, written, ofRelations).flatMap(Collection::stream).toList();
	}

	private static Optional<DocumentProblem> overwrittenWarning(List<String> overwritten) {
		return overwritten.isEmpty() ? Optional.empty()
				: Optional.of(ListingWriter.warning("edits_overwritten",
						"The document overwrote what was edited here since its last import: "
								+ String.join(", ", overwritten) + "."));
	}

	/** Says of each new listing whether its address has other events. */
	private List<Optional<DocumentProblem>> addressNotes(List<MatchedListing> listings) {
		Set<String> taken = this.events.urlsOfPublishedEvents(
				listings.stream().flatMap((added) -> Stream.ofNullable(address(added))).collect(Collectors.toSet()));
		return listings.stream().map((added) -> addressNote(added, taken)).toList();
	}

	private static @Nullable String address(MatchedListing added) {
		Listing.Source source = added.listing().source();
		return (added.match() == null && source.key() == null && added.otherEvents() == 0) ? source.url() : null;
	}

	private static Optional<DocumentProblem> addressNote(MatchedListing added, Set<String> taken) {
		String url = address(added);
		if (added.match() == null && added.listing().source().key() == null && added.otherEvents() > 0) {
			return Optional.of(ListingMatch.notice("another_start",
					"The address has " + added.otherEvents() + ((added.otherEvents() == 1) ? " event" : " events")
							+ " with another start: this start became an event of its own."));
		}
		return (url != null && taken.contains(url)) ? Optional.of(ListingWriter.warning("address_taken",
				"An event that was not imported has the same address: it was left as it is, and the document became an"
						+ " event of its own. Delete one of them if they are the same."))
				: Optional.empty();
	}

}
