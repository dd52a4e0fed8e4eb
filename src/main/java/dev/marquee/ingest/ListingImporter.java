package dev.marquee.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.marquee.ingest.ImportOutcome.Rejected;
import dev.marquee.ingest.ListingTextReader.ReadResult;
import dev.marquee.ingest.document.DocumentDecoder;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblem.Severity;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.mutation.AuditActor;
import dev.marquee.text.Hashes;

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

	private final ListingWriter writer;

	private final AuditActor auditActor;

	private final TransactionOperations transactions;

	ListingImporter(ListingTextReader reader, ListingWriter writer, AuditActor auditActor,
			PlatformTransactionManager transactions) {
		this.reader = reader;
		this.writer = writer;
		this.auditActor = auditActor;
		this.transactions = nestedTransactions(transactions);
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
	 * Loads what takes long and is needed for these documents, for which no transaction
	 * should wait.
	 */
	void prepare(List<byte[]> documents) {
		documents.forEach(this.reader::loadZonesFor);
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
				return this.writer.write(readResult, listing, Hashes.sha256Hex(document));
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
