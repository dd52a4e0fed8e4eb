package dev.marquee.ingest.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.marquee.ingest.jsonld.JsonLdBlock;
import dev.marquee.ingest.problem.DocumentLocation;

/**
 * A parsed listing document: its entries and JSON-LD blocks with their lines.
 *
 * @param sectionLines the line of the first heading of each section
 * @param lastSection the section at the end of the document; empty if that section is
 * unknown or the document has none
 */
public record ListingDocument(Map<DocumentSection, Integer> sectionLines, Optional<DocumentSection> lastSection,
		List<DocumentEntry> entries, List<JsonLdBlock> jsonLdBlocks) {

	/** Whether nothing of the form was found, so that it is text of another kind. */
	public boolean isUnstructured() {
		return this.sectionLines.isEmpty() && this.entries.isEmpty() && this.jsonLdBlocks.isEmpty();
	}

	List<DocumentEntry> entries(DocumentSection section) {
		return this.entries.stream().filter((entry) -> entry.key().section() == section).toList();
	}

	/**
	 * The entry with this key; of a repeated key the last, which the site has written.
	 */
	Optional<DocumentEntry> entry(DocumentKey key) {
		return this.entries.stream().filter((entry) -> entry.key() == key).reduce((earlier, last) -> last);
	}

	/**
	 * The location of the entry with this key or, if it is missing, of the section's
	 * heading.
	 */
	public DocumentLocation locationOf(DocumentKey key) {
		return entry(key).map(DocumentEntry::location).orElseGet(() -> headingLocation(key.section()));
	}

	public DocumentLocation headingLocation(DocumentSection section) {
		return new DocumentLocation(section.title(), this.sectionLines.getOrDefault(section, 1));
	}

	/**
	 * A key with its raw value and the line of the key.
	 *
	 * @param indent the number of characters before the key in its line
	 */
	record DocumentEntry(DocumentKey key, int line, String value, int indent) {

		DocumentLocation location() {
			return new DocumentLocation(this.key.section().title(), this.line);
		}

	}

}
