package dev.marquee.ingest.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.marquee.ingest.jsonld.JsonLdBlock;
import dev.marquee.ingest.problem.DocumentLocation;

/**
 * A listing document taken apart: its entries and its blocks of JSON-LD, with the lines
 * where they stand.
 *
 * @param sectionLines the line on which each section first begins
 * @param lastSection the one that the document ends with
 */
public record ListingDocument(Map<DocumentSection, Integer> sectionLines, Optional<DocumentSection> lastSection,
		List<DocumentEntry> entries, List<JsonLdBlock> jsonLdBlocks) {

	List<DocumentEntry> entries(DocumentSection documentSection) {
		return this.entries.stream()
			.filter((documentEntry) -> documentEntry.documentKey().documentSection() == documentSection)
			.toList();
	}

	Optional<DocumentEntry> entry(DocumentKey documentKey) {
		return this.entries.stream().filter((documentEntry) -> documentEntry.documentKey() == documentKey).findFirst();
	}

	/**
	 * Where the value with this key stands or, when it is missing, where its section
	 * begins.
	 */
	public DocumentLocation locationOf(DocumentKey documentKey) {
		return entry(documentKey).map(DocumentEntry::location)
			.orElseGet(() -> headingLocation(documentKey.documentSection()));
	}

	public DocumentLocation headingLocation(DocumentSection documentSection) {
		return new DocumentLocation(documentSection.title(), this.sectionLines.getOrDefault(documentSection, 1));
	}

	/**
	 * A key with its value.
	 */
	record DocumentEntry(DocumentKey documentKey, int line, String value) {

		DocumentLocation location() {
			return new DocumentLocation(this.documentKey.documentSection().title(), this.line);
		}

	}

}
