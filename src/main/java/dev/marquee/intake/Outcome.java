package dev.marquee.intake;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What became of one document.
 */
public sealed interface Outcome {

	/**
	 * Why it was rejected, or what was repaired in it.
	 */
	List<Problem> problems();

	/**
	 * The outcome in one word: {@code created}, {@code updated}, {@code unchanged} or
	 * {@code rejected}.
	 */
	default String word() {
		return getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

	/**
	 * The event was not known before.
	 */
	record Created(UUID event, List<Problem> problems) implements Outcome {
	}

	/**
	 * The event was known, and now is what the document says.
	 */
	record Updated(UUID event, List<Problem> problems) implements Outcome {
	}

	/**
	 * The very same document had been taken in before; nothing was written.
	 */
	record Unchanged(UUID event) implements Outcome {

		@Override
		public List<Problem> problems() {
			return List.of();
		}

	}

	/**
	 * The document cannot be taken in; nothing was written.
	 */
	record Rejected(List<Problem> problems) implements Outcome {
	}

}
