package dev.marquee.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.ingest.merge.Listing;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.LISTING_SOURCE;
import static org.jooq.impl.DSL.val;

/**
 * The sources of events: which document of which site each event was imported from.
 */
@Component
class ListingSources {

	private final DSLContext dsl;

	ListingSources(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Blocks imports of the same listing by other transactions until this one ends. Locks
	 * both the source id and the URL, since either can identify the event.
	 */
	void lock(Listing.Source source) {
		String sourceKey = "listing " + source.name() + ' ' + source.id();
		String urlKey = "listing " + source.url();
		this.dsl.execute(
				"select pg_advisory_xact_lock(hashtextextended({0}, 0)), pg_advisory_xact_lock(hashtextextended({1}, 0))",
				val(sourceKey), val(urlKey));
	}

	Optional<ListingSourceRecord> find(Listing.Source source) {
		return this.dsl.selectFrom(LISTING_SOURCE)
			.where(LISTING_SOURCE.NAME.eq(source.name()), LISTING_SOURCE.SOURCE_ID.eq(source.id()))
			.fetchOptional();
	}

	void add(Listing.Source source, UUID event, String documentHash, Instant importedAt) {
		ListingSourceRecord row = this.dsl.newRecord(LISTING_SOURCE);
		row.setName(source.name());
		row.setSourceId(source.id());
		row.setEventId(event);
		setDetails(row, source, documentHash, importedAt);
		row.insert();
	}

	static void update(ListingSourceRecord row, Listing.Source source, String documentHash, Instant importedAt) {
		setDetails(row, source, documentHash, importedAt);
		row.update();
	}

	private static void setDetails(ListingSourceRecord row, Listing.Source source, String documentHash,
			Instant importedAt) {
		row.setUrl(source.url());
		row.setAffiliateId(source.affiliateId());
		row.setDocumentHash(documentHash);
		row.setImportedAt(importedAt);
	}

}
