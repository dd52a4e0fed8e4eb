package dev.marquee.ingest.value;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.event.CategoryDetails;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.text.Slug;

/**
 * Makes categories of their names.
 */
public final class CategoryNames {

	/**
	 * What separates names in a text, as a regular expression: commas and semicolons,
	 * also Arabic and East Asian ones, vertical bars and line breaks.
	 */
	public static final String SEPARATORS = "[,;|\\n\u060C\u061B\u3001\uFF0C\uFF1B]";

	private static final int MAX_LENGTH = 100;

	private CategoryNames() {
	}

	/** The categories in their order, each once. */
	public static List<CategoryDetails> categories(Collection<String> names, DocumentLocation location,
			DocumentProblems problems) {
		TextCleaner textCleaner = new TextCleaner(problems);
		Map<String, CategoryDetails> bySlug = new LinkedHashMap<>();
		for (String text : names) {
			String name = textCleaner.singleLine(text, MAX_LENGTH, "category", location);
			String slug = (name != null) ? Slug.of(name) : "";
			if (name != null && !slug.isEmpty()) {
				bySlug.putIfAbsent(slug, new CategoryDetails(slug, name));
			}
		}
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, List.copyOf(bySlug.values()), location, problems);
	}

}
