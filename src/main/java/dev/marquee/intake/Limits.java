package dev.marquee.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How much of a kind a listing may have.
 */
final class Limits {

	static final int NAME = 500;

	static final int DESCRIPTION = 200_000;

	static final int STRUCTURED_DATA = 1_000_000;

	/** Tickets, pictures, questions, categories, organizers: of each. */
	static final int PARTS = 200;

	private Limits() {
	}

	static <T> List<T> atMost(int most, List<T> parts, Where where, Problems problems) {
		if (parts.size() <= most) {
			return parts;
		}
		problems.warn(where, "too_many", "there are " + parts.size() + ": only the first " + most + " are taken");
		return parts.subList(0, most);
	}

	/**
	 * The first text that is there and not too long.
	 */
	static @Nullable String first(int longest, @Nullable String... texts) {
		return Arrays.stream(texts)
			.filter(Objects::nonNull)
			.filter((text) -> text.codePointCount(0, text.length()) <= longest)
			.findFirst()
			.orElse(null);
	}

}
