package dev.marquee.ingest.value;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * Limits for the sizes of a listing's fields, in code points, and of its lists.
 */
public final class ListingLimits {

	public static final int MAX_NAME_LENGTH = 500;

	public static final int MAX_DESCRIPTION_LENGTH = 200_000;

	public static final int MAX_STRUCTURED_DATA_LENGTH = 1_000_000;

	/** The maximum number of tickets, images, FAQs, categories and organizers, each. */
	public static final int MAX_PARTS = 200;

	private ListingLimits() {
	}

	public static <T> List<T> truncate(int maxSize, List<T> parts, DocumentLocation location,
			DocumentProblems problems) {
		if (parts.size() <= maxSize) {
			return parts;
		}
		problems.warn(location, "too_many",
				"The list has " + parts.size() + " elements: only the first " + maxSize + " are used.");
		return parts.subList(0, maxSize);
	}

	/**
	 * The first text that is neither null nor too long.
	 */
	public static @Nullable String firstWithinLimit(int maxLength, @Nullable String... texts) {
		return Arrays.stream(texts)
			.filter(Objects::nonNull)
			.filter((text) -> text.codePointCount(0, text.length()) <= maxLength)
			.findFirst()
			.orElse(null);
	}

}
