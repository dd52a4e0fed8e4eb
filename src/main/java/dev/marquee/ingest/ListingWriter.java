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
import dev.marquee.ingest.ImportOutcome.Created;
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

	private final Events events;

	private final Venues venues;

	private final Organizers organizers;

	private final Performers performers;

	private final ListingSources sources;

	private final ListingRelations relations;

	private final DataLossCheck dataLossCheck;

	private final EventFieldValues fieldValues;

	private final Clock clock;

	ListingWriter(Events events, Venues venues, Organizers organizers, Performers performers, ListingSources sources,
			ListingRelations relations, DataLossCheck dataLossCheck, EventFieldValues fieldValues, Clock clock) {
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
		this.sources.lock(listing.source());
		List<ImportedListing> imported = this.sources.find(listing.source());
		Optional<ImportedListing> same = imported.stream()
			.filter((known) -> known.isSame(readResult, document.hash()))
			.filter((known) -> known.hash() == null || Objects.equals(known.key(), listing.source().key()))
			.findFirst();
		if (same.isPresent()) {
			return unchanged(same.get(), readResult, document);
		}
		Optional<ListingMatch> match = ListingMatch.find(listing, imported, document.events());
		Optional<DocumentProblem> unusable = this.events.recurrenceProblem(listing.event())
			.map((message) -> warning("recurrence_unusable",
					message + " The event was stored as one that takes place once."));
		Listing usable = unusable.isPresent() ? listing.withoutRecurrence() : listing;
		ReadResult result = readResult.with(usable, append(readResult.problems(), unusable));
		return match.isPresent() ? update(result, usable, match.get(), document)
				: create(result, usable, imported.size(), document);
	}

	private ImportOutcome unchanged(ImportedListing same, ReadResult readResult, DocumentImport document) {
		if (same.hash() == null) {
			this.sources.saveHash(same, readResult.hash());
		}
		document.add(same.event(), readResult.hash());
		return new Unchanged(same.event(), unpublishedWarning(same).stream().toList());
	}

	private ImportOutcome create(ReadResult readResult, Listing listing, int others, DocumentImport document) {
		Optional<DocumentProblem> note = (listing.source().key() == null) ? addressNote(listing.source(), others)
				: Optional.empty();
		UUID venue = upsertVenue(listing.venue(), null);
		List<UUID> organizerIds = this.organizers.upsert(listing.organizers(), listing.source().site());
		UUID id = this.events.add(listing.event(), venue, organizerIds);
		if (!listing.event().facts().performers().isEmpty()) {
			writePerformers(id, listing);
		}
		List<DocumentProblem> ofRelations = save(readResult, listing, id, organizerIds, document);
		return new Created(id, concat(append(readResult.problems(), note), ofRelations));
	}

	private List<DocumentProblem> save(ReadResult readResult, Listing listing, UUID id, List<UUID> organizerIds,
			DocumentImport document) {
		this.sources.save(listing, id, document.hash(), this.clock.instant());
		this.sources.saveImport(listing, readResult, id, organizerIds);
		document.add(id, readResult.hash());
		return this.relations.save(listing, id);
	}

	/** Says that the address of a new event has other events. */
	private Optional<DocumentProblem> addressNote(Listing.Source source, int others) {
		if (others > 0) {
			return Optional.of(ListingMatch.notice("another_start",
					"The address has " + others + ((others == 1) ? " event" : " events")
							+ " with another start: this start became an event of its own."));
		}
		boolean isTaken = source.url() != null && this.events.isUrlOfPublishedEvent(source.url());
		return isTaken ? Optional.of(warning("address_taken",
				"An event that was not imported has the same address: it was left as it is, and the document became an"
						+ " event of its own. Delete one of them if they are the same."))
				: Optional.empty();
	}

	private ImportOutcome update(ReadResult readResult, Listing listing, ListingMatch match, DocumentImport document) {
		ImportedListing imported = match.imported();
		UUID id = imported.event();
		if (listing.event().facts().revision().isOlderThan(imported.revision())) {
			return new Unchanged(id, append(readResult.problems(), Optional.of(olderRevisionNotice())));
		}
		List<String> lostFields = readResult.isTruncated() ? this.dataLossCheck.lostFields(id, listing) : List.of();
		if (!lostFields.isEmpty()) {
			return ListingImporter.rejected(readResult.problems(), "maybe_truncated",
					"The document may be truncated and would remove stored data: " + String.join(", ", lostFields));
		}
		List<UUID> added = addedOrganizers(imported);
		JSONB before = this.sources.fields(id);
		Map<String, String> valuesBefore = document.tellsChanges() ? this.fieldValues.read(id) : Map.of();
		UUID venue = upsertVenue(listing.venue(), this.events.exclusiveVenue(id).orElse(null));
		List<UUID> organizerIds = this.organizers.upsert(listing.organizers(), listing.source().site());
		this.events.replace(id, listing.event(), venue,
				Stream.concat(organizerIds.stream(), added.stream()).distinct().toList());
		writePerformers(id, listing);
		Optional<DocumentProblem> overwritten = overwrittenWarning(imported, before);
		List<DocumentProblem> ofRelations = save(readResult, listing, id, organizerIds, document);
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
				: this.sources.overwrittenFields(imported.event(), lastImport, before);
		return overwritten.isEmpty() ? Optional.empty()
				: Optional.of(warning("edits_overwritten",
						"The document overwrote what was edited here since its last import: "
								+ String.join(", ", overwritten) + "."));
	}

	private static Optional<DocumentProblem> unpublishedWarning(ImportedListing imported) {
		return imported.isPublished() ? Optional.empty() : Optional.of(UNPUBLISHED);
	}

	private static DocumentProblem warning(String code, String message) {
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
