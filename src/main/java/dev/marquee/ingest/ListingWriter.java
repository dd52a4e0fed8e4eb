package dev.marquee.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.event.Events;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.organizer.Organizers;
import dev.marquee.performer.Performers;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes a listing in the current transaction: to the event that was imported from it
 * before, or to a new one. An event that no import made is never changed.
 */
@Component
class ListingWriter {

	/** Says that an event is not public. */
	static final DocumentProblem UNPUBLISHED = warning("not_published",
			"The event was unpublished here and stays a draft, which the public does not see: publish it with"
					+ " `publishEvent`.");

	private final ListingLocks locks;

	private final NewListings newListings;

	private final Events events;

	private final Venues venues;

	private final Organizers organizers;

	private final Performers performers;

	private final ListingSources sources;

	private final ListingRelations relations;

	private final DataLossCheck dataLossCheck;

	private final EventFieldValues fieldValues;

	private final Clock clock;

	ListingWriter(ListingLocks locks, NewListings newListings, Events events, Venues venues, Organizers organizers,
			Performers performers, ListingSources sources, ListingRelations relations, DataLossCheck dataLossCheck,
			EventFieldValues fieldValues, Clock clock) {
		this.locks = locks;
		this.newListings = newListings;
		this.events = events;
		this.venues = venues;
		this.organizers = organizers;
		this.performers = performers;
		this.sources = sources;
		this.relations = relations;
		this.dataLossCheck = dataLossCheck;
		this.fieldValues = fieldValues;
		this.clock = clock;
	}

	/**
	 * Writes the listing, unless it was imported before as it is.
	 */
	ImportOutcome write(ReadResult readResult, Listing listing, DocumentImport document) {
		this.locks.lockAll(List.of(listing.source()));
		List<ImportedListing> imported = this.sources.find(listing.source());
		Optional<ImportedListing> same = imported.stream()
			.filter((known) -> known.isSame(readResult, document.hash()))
			.filter((known) -> known.hash() == null || Objects.equals(known.key(), listing.source().key()))
			.findFirst();
		if (same.isPresent()) {
			return unchanged(same.get(), readResult, document);
		}
		Optional<ListingMatch> match = ListingMatch.find(listing, imported, document.events());
		ReadResult usable = usable(readResult, listing);
		return match.isPresent() ? update(usable, Objects.requireNonNull(usable.listing()), match.get(), document)
				: create(new NewListing(usable, document.hash(), imported.size()), document);
	}

	/** The listing as one that takes place once if its recurrence cannot be stored. */
	private ReadResult usable(ReadResult readResult, Listing listing) {
		Optional<DocumentProblem> unusable = this.events.recurrenceProblem(listing.event())
			.map((message) -> warning("recurrence_unusable",
					message + " The event was stored as one that takes place once."));
		return readResult.with(unusable.isPresent() ? listing.withoutRecurrence() : listing,
				append(readResult.problems(), unusable));
	}

	/** Those of the listings of which there are events, or may be. */
	List<PendingListing> findKnown(List<PendingListing> pending) {
		return this.sources.findKnown(pending.stream().map(PendingListing::source).toList())
			.stream()
			.map(pending::get)
			.toList();
	}

	/** Lets imports that write several listings in a transaction take turns. */
	void lockImports() {
		this.locks.lockImports();
	}

	/**
	 * Writes listings that do not concern each other, up to the first one of which there
	 * is an event.
	 * @return the outcomes of those that were written
	 */
	List<ImportOutcome> writeNew(List<PendingListing> pending) {
		List<Listing.Source> sourcesOfAll = pending.stream().map(PendingListing::source).toList();
		this.locks.lockAll(sourcesOfAll);
		int count = this.sources.findKnown(sourcesOfAll).stream().min(Integer::compare).orElse(pending.size());
		List<NewListing> listings = pending.stream()
			.limit(count)
			.map((each) -> new NewListing(usable(each.part().result(), each.listing()), each.document().hash(), 0))
			.toList();
		return listings.isEmpty() ? List.of() : this.newListings.add(listings);
	}

	private ImportOutcome unchanged(ImportedListing same, ReadResult readResult, DocumentImport document) {
		if (same.hash() == null) {
			this.sources.saveHash(same, readResult.hash());
		}
		document.add(same.event(), readResult.hash());
		return new Unchanged(same.event(), unpublishedWarning(same).stream().toList());
	}

	private ImportOutcome create(NewListing listing, DocumentImport document) {
		ImportOutcome outcome = this.newListings.add(List.of(listing)).getFirst();
		document.add(Objects.requireNonNull(outcome.event()), listing.readResult().hash());
		return outcome;
	}

	private ImportOutcome update(ReadResult readResult, Listing listing, ListingMatch match, DocumentImport document) {
		ImportedListing imported = match.imported();
		UUID id = imported.event();
		if (listing.event().facts().revision().isOlderThan(imported.revision())) {
			return new Unchanged(id, append(readResult.problems(), Optional.of(olderRevisionNotice())));
		}
		List<String> lostFields = readResult.isTruncated() ? this.dataLossCheck.lostFields(id, listing) : List.of();
		if (!lostFields.isEmpty()) {
			return ImportFailures.rejected(readResult.problems(), "maybe_truncated",
					"The document may be truncated and would remove stored data: " + String.join(", ", lostFields));
		}
		List<UUID> added = addedOrganizers(imported);
		JSONB before = this.fieldValues.digests(id);
		Map<String, String> valuesBefore = document.tellsChanges() ? this.fieldValues.read(id) : Map.of();
		UUID venue = upsertVenue(listing.venue(), this.events.exclusiveVenue(id).orElse(null));
		List<UUID> organizerIds = this.organizers.upsert(listing.organizers(), listing.source().site());
		this.events.replace(id, listing.event(), venue,
				Stream.concat(organizerIds.stream(), added.stream()).distinct().toList());
		writePerformers(id, listing);
		Optional<DocumentProblem> overwritten = overwrittenWarning(imported, before);
		this.sources.save(listing, id, document.hash(), this.clock.instant());
		this.sources.saveImport(listing, readResult, id, organizerIds);
		document.add(id, readResult.hash());
		List<DocumentProblem> ofRelations = this.relations.save(listing, id);
		return new Updated(id,
				concat(append(readResult.problems(), match.notice(listing), overwritten, unpublishedWarning(imported)),
						ofRelations),
				document.tellsChanges() ? this.fieldValues.changes(id, before, valuesBefore) : List.of());
	}

	/**
	 * The organizers that were added to the event here, which an import does not remove.
	 */
	private List<UUID> addedOrganizers(ImportedListing imported) {
		Set<UUID> fromDocument = imported.organizers();
		return (fromDocument == null) ? List.of()
				: this.events.organizers(imported.event())
					.stream()
					.filter((organizer) -> !fromDocument.contains(organizer))
					.toList();
	}

	private static DocumentProblem olderRevisionNotice() {
		return ListingMatch.notice("older_revision",
				"A later revision of the listing was imported before, by `SEQUENCE`, `LAST-MODIFIED` or `dateModified`:"
						+ " nothing was written.");
	}

	private void writePerformers(UUID event, Listing listing) {
		List<UUID> performerIds = this.performers.upsert(listing.event().facts().performers(), listing.source().site());
		this.events.replacePerformers(event, listing.event().start().instant(), performerIds);
	}

	private @Nullable UUID upsertVenue(@Nullable VenueDetails venue, @Nullable UUID exclusiveVenue) {
		return (venue != null) ? this.venues.upsert(venue, exclusiveVenue) : null;
	}

	private Optional<DocumentProblem> overwrittenWarning(ImportedListing imported, JSONB before) {
		JSONB lastImport = imported.fields();
		List<String> overwritten = (lastImport == null || lastImport.equals(before)) ? List.of()
				: this.fieldValues.overwrittenFields(imported.event(), lastImport, before);
		return overwritten.isEmpty() ? Optional.empty()
				: Optional.of(warning("edits_overwritten",
						"The document overwrote what was edited here since its last import: "
								+ String.join(", ", overwritten) + "."));
	}

	private static Optional<DocumentProblem> unpublishedWarning(ImportedListing imported) {
		return imported.isPublished() ? Optional.empty() : Optional.of(UNPUBLISHED);
	}

	static DocumentProblem warning(String code, String message) {
		return new DocumentProblem(Severity.WARNING, code, DocumentLocation.DOCUMENT.section(),
				DocumentLocation.DOCUMENT.line(), message);
	}

	private static List<DocumentProblem> concat(List<DocumentProblem> problems, List<DocumentProblem> more) {
		return Stream.concat(problems.stream(), more.stream()).toList();
	}

	@SafeVarargs
	private static List<DocumentProblem> append(List<DocumentProblem> problems, Optional<DocumentProblem>... more) {
		List<DocumentProblem> all = new ArrayList<>(problems);
		for (Optional<DocumentProblem> problem : more) {
			problem.ifPresent(all::add);
		}
		return List.copyOf(all);
	}

}
