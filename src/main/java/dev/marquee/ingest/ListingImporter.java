package dev.marquee.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.marquee.ingest.ImportOutcome.Unchanged;
import dev.marquee.ingest.ImportedDocuments.UnchangedListing;
import dev.marquee.ingest.problem.DocumentProblem;
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
 * Imports documents, each listing completely or not at all.
 */
@Component
public class ListingImporter {

	/** In place of the hash of documents with the same name that differ. */
	private static final String AMBIGUOUS = "";

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
	 * unchanged, which is known without reading them. Of documents with the same name
	 * that differ, none is.
	 * @return the outcomes by the names of the documents
	 */
	Map<String, List<ListingOutcome>> findUnchanged(List<DocumentRequest> requests) {
		Map<String, String> hashes = new LinkedHashMap<>();
		requests.forEach((request) -> hashes.merge(request.document().name(), request.hash(),
				(hash, other) -> hash.equals(other) ? hash : AMBIGUOUS));
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
	 * Imports a document.
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
	private void importChanged(DocumentRequest request, @Nullable String actor, Consumer<ListingOutcome> outcomes) {
		ListingBatch batch = batch(actor);
		addParts(request, (parts) -> read(request, parts), batch, outcomes);
		batch.finish();
	}

	/** A batch for the listings of documents. */
	ListingBatch batch(@Nullable String actor) {
		return new ListingBatch(this, actor);
	}

	void read(DocumentRequest request, Consumer<DocumentPart> parts) {
		this.readers.read(request.document(), request.format(), parts);
	}

	/** Reads documents while others are imported. */
	ReadAhead readAhead(List<DocumentRequest> requests) {
		return new ReadAhead(this.readers, requests);
	}

	/**
	 * Adds the parts of a document to a batch.
	 * @param reader passes the parts on
	 * @param outcomes receives the outcome of each listing
	 */
	void addParts(DocumentRequest request, Consumer<Consumer<DocumentPart>> reader, ListingBatch batch,
			Consumer<ListingOutcome> outcomes) {
		DocumentImport document = new DocumentImport(request.document().name(), request.hash(), request.tellsChanges());
		reader.accept((part) -> batch.add(new PendingListing(part, document, outcomes)));
	}

	/** Lets imports that write several listings in a transaction take turns. */
	void lockImports() {
		this.writer.lockImports();
	}

	/**
	 * Imports listings in one transaction. One that is alone is rejected if it cannot be
	 * stored.
	 * @return the outcomes; none if several cannot be stored together
	 */
	List<ImportOutcome> importTogether(List<PendingListing> pending, @Nullable String actor) {
		pending.forEach((each) -> each.document().keep());
		try {
			return inTransaction(actor, () -> write(pending));
		}
		catch (DataAccessException | org.jooq.exception.DataAccessException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			if (ImportFailures.isConnectionLost(cause)) {
				throw ex;
			}
			pending.forEach((each) -> each.document().undo());
			return (pending.size() > 1) ? List.of() : List.of(notStorable(pending.getFirst(), cause));
		}
	}

	private static ImportOutcome notStorable(PendingListing pending, Throwable cause) {
		pending.document().addError();
		String reason = Objects.toString(cause.getMessage()).lines().findFirst().orElse("");
		return ImportFailures.rejected(pending.part().result().problems(), "not_storable",
				"The database rejected the document: " + UntrustedText.abbreviate(reason, 200));
	}

	private <T> T inTransaction(@Nullable String actor, Supplier<T> action) {
		return Objects.requireNonNull(this.transactions.execute((status) -> {
			if (actor != null) {
				this.auditActor.setForTransaction(actor, null);
			}
			return action.get();
		}));
	}

	private List<ImportOutcome> write(List<PendingListing> pending) {
		if (pending.size() > 1) {
			lockImports();
		}
		List<ImportOutcome> outcomes = this.writer.write(pending);
		this.documents.save(pending.stream()
			.filter((each) -> each.part().isLast() && each.document().isComplete())
			.map(PendingListing::document)
			.toList(), this.clock.instant());
		return outcomes;
	}

}
