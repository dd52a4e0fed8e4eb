package dev.marquee.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A listing document taken apart: its entries and its blocks of JSON-LD, with the lines
 * where they stand.
 *
 * @param headings the line on which each section first begins
 * @param lastSection the one that the document ends with
 */
record ListingDocument(Map<Section, Integer> headings, Optional<Section> lastSection, List<Entry> entries,
		List<JsonBlock> jsonBlocks) {

	List<Entry> entries(Section section) {
		return this.entries.stream().filter((entry) -> entry.key().section() == section).toList();
	}

	Optional<Entry> entry(Key key) {
		return this.entries.stream().filter((entry) -> entry.key() == key).findFirst();
	}

	/**
	 * Where the value with this key stands or, when it is missing, where its section
	 * begins.
	 */
	Where where(Key key) {
		return entry(key).map(Entry::where).orElseGet(() -> heading(key.section()));
	}

	Where heading(Section section) {
		return new Where(section.title(), this.headings.getOrDefault(section, 1));
	}

	/**
	 * A key with its value.
	 */
	record Entry(Key key, int line, String value) {

		Where where() {
			return new Where(this.key.section().title(), this.line);
		}

	}

}
