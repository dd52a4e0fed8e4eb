package dev.marquee.ingest.record;

import java.util.List;
import java.util.Optional;

import dev.marquee.event.LanguageTags;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * The languages of a record whose texts are in several.
 */
final class RecordLanguages {

	private RecordLanguages() {
	}

	/**
	 * The language in which the texts are read: the first of the name, since an event has
	 * one text. The others are reported.
	 * @return null if the name is one text
	 */
	static @Nullable String main(ApiRecord event, String name, DocumentProblems problems) {
		List<String> languages = event.languages(name);
		if (languages.size() > 1) {
			problems.notice(event.location(name), "other_languages", "The texts are in " + String.join(", ", languages)
					+ ": those in " + languages.getFirst() + " were read.");
		}
		return languages.isEmpty() ? null : languages.getFirst();
	}

	/** Their BCP 47 tags. */
	static List<String> of(List<String> languages) {
		return languages.stream().map(LanguageTags::ofTagOrName).flatMap(Optional::stream).distinct().toList();
	}

}
