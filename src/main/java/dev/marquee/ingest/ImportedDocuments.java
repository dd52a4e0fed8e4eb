package dev.marquee.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.db.tables.records.ImportedDocumentRecord;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.IMPORTED_DOCUMENT;
import static org.jooq.impl.DSL.val;

/**
 * The documents that were imported completely, so that unchanged ones are not read again.
 */
@Component
class ImportedDocuments {

	private static final int MAX_NAME_LENGTH = 2048;

	/** A document with more listings is always read again. */
	private static final int MAX_EVENTS = 50_000;

	private final DSLContext dsl;

	ImportedDocuments(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * The listings of those documents that are unchanged: they have the same hash as when
	 * they were last imported, and no other document has changed their events since.
	 * @param hashes the hashes of documents by their names
	 * @return the listings by the names of their documents, in their order
	 */
	Map<String, List<UnchangedListing>> findUnchanged(Map<String, String> hashes) {
		Map<String, List<UnchangedListing>> unchanged = new HashMap<>();
		List<String> changed = new ArrayList<>();
		for (Record row : this.dsl.fetch("""
				select document.name, listing.event_id, coalesce(imported.listing_key, source.url, event.name),
				  event.published_at is not null, imported.event_id is not null
				from unnest({0}::text[], {1}::text[]) as asked (name, hash)
				join imported_document as document on document.name_hash = hashtextextended(asked.name, 0)
				  and document.name = asked.name and document.hash = asked.hash
				cross join unnest(document.event_ids, document.listing_hashes)
				  with ordinality as listing (event_id, hash, ordinal)
				left join lateral (
				  select * from listing_import
				  where listing_import.event_id = listing.event_id and listing_hash = listing.hash limit 1
				) as imported on true
				left join listing_source as source on source.event_id = imported.event_id
				  and source.name = imported.name and source.source_id = imported.source_id
				left join event on event.id = imported.event_id
				order by document.name_hash, listing.ordinal""", val(hashes.keySet().toArray(String[]::new)),
				val(hashes.values().toArray(String[]::new)))) {
			String name = row.get(0, String.class);
			if (Boolean.TRUE.equals(row.get(4, Boolean.class))) {
				unchanged.computeIfAbsent(name, (document) -> new ArrayList<>())
					.add(new UnchangedListing(row.get(2, String.class), row.get(1, UUID.class),
							Boolean.TRUE.equals(row.get(3, Boolean.class))));
			}
			else {
				changed.add(name);
			}
		}
		changed.forEach(unchanged::remove);
		return unchanged;
	}

	/**
	 * Stores that documents were imported completely. Of those with the same name, the
	 * last one is.
	 */
	void save(List<DocumentImport> documents, Instant importedAt) {
		Map<String, ImportedDocumentRecord> rows = new LinkedHashMap<>();
		documents.stream()
			.filter((document) -> document.name().length() <= MAX_NAME_LENGTH && document.events().size() <= MAX_EVENTS)
			.forEach((document) -> rows.put(document.name(), row(document, importedAt)));
		if (!rows.isEmpty()) {
			this.dsl.insertInto(IMPORTED_DOCUMENT)
				.set(rows.values())
				.onConflict(IMPORTED_DOCUMENT.NAME_HASH)
				.doUpdate()
				.setAllToExcluded()
				.execute();
		}
	}

	private ImportedDocumentRecord row(DocumentImport document, Instant importedAt) {
		ImportedDocumentRecord row = this.dsl.newRecord(IMPORTED_DOCUMENT);
		row.setName(document.name());
		row.setHash(document.hash());
		row.setEventIds(document.events().toArray(UUID[]::new));
		row.setListingHashes(document.listingHashes().toArray(UUID[]::new));
		row.setImportedAt(importedAt);
		return row;
	}

	/**
	 * A listing of an unchanged document.
	 *
	 * @param label what to call it among those of its document
	 * @param isPublished whether the event is public now
	 */
	record UnchangedListing(@Nullable String label, UUID event, boolean isPublished) {
	}

}
