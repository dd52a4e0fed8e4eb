package dev.marquee.ingest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.marquee.ingest.problem.DocumentProblem;

/**
 * What became of one document.
 */
public sealed interface ImportOutcome {

	/**
	 * Why it was rejected, or what was repaired in it.
	 */
	List<DocumentProblem> problems();

	/**
	 * The outcome in one word: {@code created}, {@code updated}, {@code unchanged} or
	 * {@code rejected}.
	 */
	default String statusName() {
		return getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

	/**
	 * The event was not known before.
	 */
	record Created(UUID event, List<DocumentProblem> problems) implements ImportOutcome {
	}

	/**
	 * The event was known, and now is what the document says.
	 */
	record Updated(UUID event, List<DocumentProblem> problems) implements ImportOutcome {
	}

	/**
	 * The very same document had been taken in before; nothing was written.
	 */
	record Unchanged(UUID event) implements ImportOutcome {

		@Override
		public List<DocumentProblem> problems() {
			return List.of();
		}

	}

	/**
	 * The document cannot be taken in; nothing was written.
	 */
	record Rejected(List<DocumentProblem> problems) implements ImportOutcome {
	}

}
