package dev.marquee.ingest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.marquee.ingest.problem.DocumentProblem;

/**
 * The outcome of importing one document.
 */
public sealed interface ImportOutcome {

	/**
	 * The errors that rejected the document, the repairs made in it, and notices of what
	 * the import did.
	 */
	List<DocumentProblem> problems();

	/**
	 * The outcome as a word: {@code created}, {@code updated}, {@code unchanged} or
	 * {@code rejected}.
	 */
	default String statusName() {
		return getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

	/**
	 * The document created an event.
	 */
	record Created(UUID event, List<DocumentProblem> problems) implements ImportOutcome {
	}

	/**
	 * The document updated an existing event.
	 */
	record Updated(UUID event, List<DocumentProblem> problems) implements ImportOutcome {
	}

	/**
	 * The same document was imported before; nothing was written.
	 */
	record Unchanged(UUID event, List<DocumentProblem> problems) implements ImportOutcome {
	}

	/**
	 * The document has errors; nothing was written.
	 */
	record Rejected(List<DocumentProblem> problems) implements ImportOutcome {
	}

}
