package dev.marquee.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.event.Events;
import dev.marquee.ingest.ImportOutcome.Created;
import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportOutcome.Updated;
import dev.marquee.ingest.ListingTextReader.ReadResult;
import dev.marquee.ingest.document.DocumentDecoder;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.mutation.AuditActor;
import dev.marquee.organizer.Organizers;
import dev.marquee.text.Hashes;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports listing documents, each completely or not at all in its own transaction.
 */
@Component
public class ListingImporter {

	private final ListingTextReader reader;

	private final Events events;

	private final Venues venues;

	private final Organizers organizers;

	private final ListingSources sources;

	private final DataLossCheck dataLossCheck;

	private final AuditActor auditActor;

	private final TransactionOperations transactions;

	private final Clock clock;

	ListingImporter(ListingTextReader reader, Events events, Venues venues, Organizers organizers,
			ListingSources sources, DataLossCheck dataLossCheck, AuditActor auditActor,
			PlatformTransactionManager transactions, Clock clock) {
		this.reader = reader;
		this.events = events;
		this.venues = venues;
		this.organizers = organizers;
		this.sources = sources;
		this.dataLossCheck = dataLossCheck;
		this.auditActor = auditActor;
		this.transactions = nestedTransactions(transactions);
		this.clock = clock;
	}

	/**
	 * Within an outer transaction each document has a savepoint, so that a rejected
	 * document does not roll back the others.
	 */
	private static TransactionOperations nestedTransactions(PlatformTransactionManager transactions) {
		TransactionTemplate nested = new TransactionTemplate(transactions);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		return nested;
	}

	/**
	 * Imports a file. At most one byte more than the limit is read of a file that is too
	 * large.
	 * @param name identifies the listing if the document has no URL
	 * @param actor recorded as the actor of changes
	 */
	ImportOutcome importFile(Path file, String name, String actor) {
		try (InputStream content = Files.newInputStream(file)) {
			byte[] document = content.readNBytes(DocumentDecoder.MAX_BYTES + 1);
			return importDocument(name, document, () -> this.auditActor.setForTransaction(actor, null));
		}
		catch (IOException ex) {
			return unreadable(ex);
		}
	}

	/**
	 * Imports a document for the audit actor of the current transaction. Importing the
	 * same document again writes nothing.
	 * @param fileName identifies the listing if the document has no URL
	 */
	public ImportOutcome importDocument(String fileName, byte[] document) {
		return importDocument(fileName, document, () -> {
		});
	}

	private ImportOutcome importDocument(String fileName, byte[] document, Runnable beforeStore) {
		ReadResult readResult = this.reader.read(fileName, document);
		Listing listing = readResult.listing();
		if (listing == null) {
			return new Rejected(readResult.problems());
		}
		try {
			return Objects.requireNonNull(this.transactions.execute((status) -> {
				beforeStore.run();
				return store(readResult, listing, Hashes.sha256Hex(document));
			}));
		}
		catch (DataAccessException | org.jooq.exception.DataAccessException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			if (isConnectionLost(cause)) {
				throw ex;
			}
			String reason = Objects.toString(cause.getMessage()).lines().findFirst().orElse("");
			return rejected(readResult.problems(), "not_storable",
					"The database rejected the document: " + UntrustedText.abbreviate(reason, 200));
		}
	}

	static ImportOutcome unreadable(IOException ex) {
		return rejected(List.of(), "unreadable",
				"The document cannot be read: " + UntrustedText.abbreviate(ex.toString(), 200));
	}

	private ImportOutcome store(ReadResult readResult, Listing listing, String hash) {
		List<DocumentProblem> problems = readResult.problems();
		this.sources.lock(listing.source());
		Optional<ListingSourceRecord> existingSource = this.sources.find(listing.source());
		if (existingSource.isPresent() && existingSource.get().getDocumentHash().equals(hash)) {
			return new Unchanged(existingSource.get().getEventId());
		}
		Optional<UUID> event = existingSource.map(ListingSourceRecord::getEventId).or(() -> findEventByUrl(listing));
		List<String> lostFields = (readResult.isTruncated() && event.isPresent())
				? this.dataLossCheck.lostFields(event.get(), listing) : List.of();
		if (!lostFields.isEmpty()) {
			return rejected(problems, "maybe_truncated",
					"The document may be truncated and would remove stored data: " + String.join(", ", lostFields));
		}
		UUID venue = upsertVenue(listing.venue());
		List<UUID> organizerIds = this.organizers.upsert(listing.organizers());
		event.ifPresent((id) -> this.events.replace(id, listing.event(), venue, organizerIds));
		UUID id = event.orElseGet(() -> this.events.add(listing.event(), venue, organizerIds));
		existingSource.ifPresentOrElse(
				(row) -> ListingSources.update(row, listing.source(), hash, this.clock.instant()),
				() -> this.sources.add(listing.source(), id, hash, this.clock.instant()));
		return event.isPresent() ? new Updated(id, problems) : new Created(id, problems);
	}

	private @Nullable UUID upsertVenue(@Nullable VenueDetails venue) {
		return (venue != null) ? this.venues.upsert(venue) : null;
	}

	private Optional<UUID> findEventByUrl(Listing listing) {
		return Optional.ofNullable(listing.event().url()).flatMap(this.events::findByUrl);
	}

	/**
	 * Decides by SQLSTATE: class 08 (connection exception) or 57P (server shutdown).
	 * Spring's exception types do not suffice, since it translates some rejected rows
	 * into {@code DataAccessResourceFailureException} too.
	 */
	private static boolean isConnectionLost(Throwable cause) {
		if (!(cause instanceof SQLException failure)) {
			return cause instanceof IOException;
		}
		String state = Objects.toString(failure.getSQLState(), "08");
		return state.startsWith("08") || state.startsWith("57P");
	}

	private static Rejected rejected(List<DocumentProblem> problems, String code, String message) {
		List<DocumentProblem> all = new ArrayList<>(problems);
		all.add(new DocumentProblem(Severity.ERROR, code, DocumentLocation.DOCUMENT.section(), 1, message));
		return new Rejected(List.copyOf(all));
	}

}
