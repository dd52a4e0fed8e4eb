package dev.marquee.ingest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.marquee.ingest.problem.DocumentProblem;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of importing one listing.
 */
public sealed interface ImportOutcome {

	/**
	 * The errors that rejected the document, the repairs made in it, and notices of what
	 * the import did.
	 */
	List<DocumentProblem> problems();

	/** The event; null if there is none. */
	@Nullable UUID event();

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
	 *
	 * @param changes the fields that differ; empty unless they were asked for
	 */
	record Updated(UUID event, List<DocumentProblem> problems, List<FieldChange> changes) implements ImportOutcome {
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

		@Override
		public @Nullable UUID event() {
			return null;
		}

	}

	/**
	 * A field of an event that an update has changed.
	 *
	 * @param field its name in the schema
	 * @param before its value as text or as JSON; null if it had none
	 * @param after its value as text or as JSON; null if it has none
	 */
	record FieldChange(String field, @Nullable String before, @Nullable String after) {
	}

}
