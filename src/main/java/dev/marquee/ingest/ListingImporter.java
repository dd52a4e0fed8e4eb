package dev.marquee.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportedDocuments.UnchangedListing;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.mutation.AuditActor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports documents, each listing completely or not at all in its own transaction.
 */
@Component
public class ListingImporter {

	private final DocumentReaders readers;

	private final ListingWriter writer;

	private final ImportedDocuments documents;

	private final AuditActor auditActor;

	private final TransactionOperations transactions;

	private final Clock clock;

	ListingImporter(DocumentReaders readers, ListingWriter writer, ImportedDocuments documents, AuditActor auditActor,
			PlatformTransactionManager transactions, Clock clock) {
		this.readers = readers;
		this.writer = writer;
		this.documents = documents;
		this.auditActor = auditActor;
		this.transactions = nestedTransactions(transactions);
		this.clock = clock;
	}

	/**
	 * Within an outer transaction each listing has a savepoint, so that a rejected one
	 * does not roll back the others.
	 */
	private static TransactionOperations nestedTransactions(PlatformTransactionManager transactions) {
		TransactionTemplate nested = new TransactionTemplate(transactions);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		return nested;
	}

	/**
	 * Loads what takes long and is needed for these documents, for which no transaction
	 * should wait.
	 */
	void prepare(List<DocumentRequest> documents) {
		documents.forEach(this.readers::prepare);
	}

	/**
	 * The outcomes of those documents that were imported completely before and are
	 * unchanged, which is known without reading them.
	 * @return the outcomes by the names of the documents
	 */
	Map<String, List<ListingOutcome>> findUnchanged(List<DocumentRequest> requests) {
		Map<String, String> hashes = new LinkedHashMap<>();
		requests.forEach((request) -> hashes.put(request.document().name(), request.hash()));
		Map<String, List<ListingOutcome>> outcomes = new HashMap<>();
		this.documents.findUnchanged(hashes)
			.forEach((name, listings) -> outcomes.put(name,
					listings.stream().map((listing) -> unchanged(name, listing)).toList()));
		return outcomes;
	}

	private static ListingOutcome unchanged(String document, UnchangedListing listing) {
		List<DocumentProblem> problems = listing.isPublished() ? List.of() : List.of(ListingWriter.UNPUBLISHED);
		return new ListingOutcome(Objects.requireNonNullElse(listing.label(), document),
				new Unchanged(listing.event(), problems));
	}

	/**
	 * Imports a document for the audit actor of the current transaction. Importing the
	 * same document again writes nothing.
	 * @param name identifies the listing if the document has no URL
	 * @return the outcome of the document's first listing
	 */
	public ImportOutcome importDocument(String name, byte[] document) {
		List<ListingOutcome> outcomes = new ArrayList<>();
		importDocument(DocumentRequest.of(name, document), null, outcomes::add);
		return outcomes.getFirst().outcome();
	}

	/**
	 * Imports a document, each of its listings in its own transaction or savepoint.
	 * @param actor recorded as the actor of changes; null for that of the current
	 * transaction
	 * @param outcomes receives the outcome of each listing
	 */
	void importDocument(DocumentRequest request, @Nullable String actor, Consumer<ListingOutcome> outcomes) {
		List<ListingOutcome> unchanged = findUnchanged(List.of(request)).get(request.document().name());
		if (unchanged != null) {
			unchanged.forEach(outcomes);
		}
		else {
			importChanged(request, actor, outcomes);
		}
	}

	/** Imports a document that is not known to be unchanged. */
	void importChanged(DocumentRequest request, @Nullable String actor, Consumer<ListingOutcome> outcomes) {
		importParts(request, actor, (parts) -> this.readers.read(request.document(), request.format(), parts),
				outcomes);
	}

	/** Reads documents while others are imported. */
	ReadAhead readAhead(List<DocumentRequest> requests) {
		return new ReadAhead(this.readers, requests);
	}

	/**
	 * Imports the parts of a document.
	 * @param reader passes the parts on
	 */
	void importParts(DocumentRequest request, @Nullable String actor, Consumer<Consumer<DocumentPart>> reader,
			Consumer<ListingOutcome> outcomes) {
		DocumentImport document = new DocumentImport(request.document().name(), request.hash(), request.tellsChanges());
		reader.accept((part) -> outcomes
			.accept(new ListingOutcome(part.result().label(), importPart(part, document, actor))));
	}

	private ImportOutcome importPart(DocumentPart part, DocumentImport document, @Nullable String actor) {
		ReadResult readResult = part.result();
		Listing listing = readResult.listing();
		if (listing == null) {
			document.addError();
			return new Rejected(readResult.problems());
		}
		try {
			return Objects.requireNonNull(this.transactions.execute((status) -> {
				if (actor != null) {
					this.auditActor.setForTransaction(actor, null);
				}
				return write(part, listing, document);
			}));
		}
		catch (DataAccessException | org.jooq.exception.DataAccessException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			if (isConnectionLost(cause)) {
				throw ex;
			}
			document.addError();
			String reason = Objects.toString(cause.getMessage()).lines().findFirst().orElse("");
			return rejected(readResult.problems(), "not_storable",
					"The database rejected the document: " + UntrustedText.abbreviate(reason, 200));
		}
	}

	private ImportOutcome write(DocumentPart part, Listing listing, DocumentImport document) {
		ImportOutcome outcome = this.writer.write(part.result(), listing, document);
		if (outcome instanceof Rejected) {
			document.addError();
		}
		if (part.isLast() && document.isComplete()) {
			this.documents.save(document, this.clock.instant());
		}
		return outcome;
	}

	static ImportOutcome unreadable(IOException ex) {
		return rejected(List.of(), "unreadable",
				"The document cannot be read: " + UntrustedText.abbreviate(ex.toString(), 200));
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

	static Rejected rejected(List<DocumentProblem> problems, String code, String message) {
		List<DocumentProblem> all = new ArrayList<>(problems);
		all.add(new DocumentProblem(Severity.ERROR, code, DocumentLocation.DOCUMENT.section(), 1, message));
		return new Rejected(List.copyOf(all));
	}

}
