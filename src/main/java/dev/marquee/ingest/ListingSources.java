package dev.marquee.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.db.tables.ListingSource;
import dev.marquee.db.tables.records.ListingImportRecord;
import dev.marquee.db.tables.records.ListingSourceRecord;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.NewEvent;
import dev.marquee.ingest.merge.Listing;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.LISTING_IMPORT;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

/**
 * The sources of events: which document of which site each event was imported from.
 */
@Component
class ListingSources {

	private static final int MAX_DOCUMENT_NAME_LENGTH = 2048;

	private final DSLContext dsl;

	ListingSources(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** The positions of the sources for which {@link #find} finds listings. */
	List<Integer> findKnown(List<Listing.Source> sources) {
		return this.dsl
			.fetch("""
					select wanted.position::integer - 1
					from unnest({0}, {1}, {2}, {3}) with ordinality as wanted (name, id, url_name, url_id, position)
					where coalesce(
					  (select true from listing_source where name = wanted.name and source_id = wanted.id limit 1),
					  (
					    select true from listing_source as at_url
					    where name = wanted.url_name and source_id = wanted.url_id and (
					      select true from listing_source as other
					      where other.event_id = at_url.event_id and other.name = wanted.name limit 1
					    ) is null
					    limit 1
					  ))""", texts(sources, Listing.Source::name), texts(sources, Listing.Source::id),
					texts(sources, (source) -> source.atUrl().map(Listing.Source::name).orElse(null)),
					texts(sources, (source) -> source.atUrl().map(Listing.Source::id).orElse(null)))
			.getValues(0, Integer.class);
	}

	private static Field<String[]> texts(List<Listing.Source> sources,
			Function<Listing.Source, @Nullable String> text) {
		return val(sources.stream().map(text).toArray(String[]::new), SQLDataType.CLOB.array());
	}

	/**
	 * The imported listings with this name and id, and those that have its URL and no id
	 * of the same publisher; the latest import first. Their events are locked until the
	 * transaction ends.
	 */
	List<ImportedListing> find(Listing.Source source) {
		Condition isSameSource = LISTING_SOURCE.NAME.eq(source.name()).and(LISTING_SOURCE.SOURCE_ID.eq(source.id()));
		Condition isAtUrl = source.atUrl().map((atUrl) -> isAtUrl(atUrl, source.name())).orElse(noCondition());
		return this.dsl
			.select(LISTING_SOURCE, LISTING_IMPORT, coalesce(LISTING_IMPORT.STARTS_AT, EVENT.STARTS_AT),
					coalesce(LISTING_IMPORT.START_PRECISION, EVENT.START_PRECISION), EVENT.PUBLISHED_AT.isNotNull(),
					field(isSameSource))
			.from(LISTING_SOURCE)
			.join(EVENT)
			.on(EVENT.ID.eq(LISTING_SOURCE.EVENT_ID))
			.leftJoin(LISTING_IMPORT)
			.on(LISTING_IMPORT.NAME.eq(LISTING_SOURCE.NAME), LISTING_IMPORT.SOURCE_ID.eq(LISTING_SOURCE.SOURCE_ID),
					LISTING_IMPORT.EVENT_ID.eq(LISTING_SOURCE.EVENT_ID))
			.where(isSameSource.or(isAtUrl))
			.orderBy(LISTING_SOURCE.IMPORTED_AT.desc(), LISTING_SOURCE.EVENT_ID)
			.forNoKeyUpdate()
			.of(EVENT)
			.fetch((row) -> toImportedListing(row.value1(), row.value2(), row.value3(), Precision.valueOf(row.value4()),
					row.value5(), row.value6()));
	}

	private static Condition isAtUrl(Listing.Source atUrl, String authority) {
		ListingSource other = LISTING_SOURCE.as("other");
		return LISTING_SOURCE.NAME.eq(atUrl.name())
			.and(LISTING_SOURCE.SOURCE_ID.eq(atUrl.id()))
			.and(notExists(selectOne().from(other)
				.where(other.EVENT_ID.eq(LISTING_SOURCE.EVENT_ID), other.NAME.eq(authority))));
	}

	private static ImportedListing toImportedListing(ListingSourceRecord source, ListingImportRecord last,
			Instant startsAt, Precision startPrecision, boolean isPublished, boolean isSameSource) {
		return new ImportedListing(source, last.getDocumentName(), startsAt, startPrecision,
				toSet(last.getOrganizerIds()), last.getFields(), last.getListingKey(), last.getListingHash(),
				isPublished, isSameSource);
	}

	private static @Nullable Set<UUID> toSet(UUID @Nullable [] organizers) {
		return (organizers != null) ? Arrays.stream(organizers).collect(Collectors.toSet()) : null;
	}

	/**
	 * Stores that an event was imported from this source, and from its URL if it has an
	 * id of its publisher too.
	 */
	void save(Listing listing, UUID event, String documentHash, Instant importedAt) {
		saveSource(listing.source(), listing, event, documentHash, importedAt);
		listing.source().atUrl().ifPresent((atUrl) -> saveSource(atUrl, listing, event, documentHash, importedAt));
	}

	private void saveSource(Listing.Source source, Listing listing, UUID event, String documentHash,
			Instant importedAt) {
		ListingSourceRecord row = sourceRow(source, listing, event, documentHash, importedAt);
		this.dsl.insertInto(LISTING_SOURCE).set(row).onDuplicateKeyUpdate().set(row).execute();
	}

	private ListingSourceRecord sourceRow(Listing.Source source, Listing listing, UUID event, String documentHash,
			Instant importedAt) {
		ListingSourceRecord row = this.dsl.newRecord(LISTING_SOURCE);
		row.setName(source.name());
		row.setSourceId(source.id());
		row.setEventId(event);
		row.setUrl(source.url());
		row.setAffiliateId(source.affiliateId());
		row.setSequence(listing.event().facts().revision().sequence());
		row.setModifiedAt(listing.event().facts().revision().modifiedAt());
		row.setDocumentHash(documentHash);
		row.setImportedAt(importedAt);
		return row;
	}

	/**
	 * Stores the sources of new events, and what was read of them.
	 */
	void addAll(List<NewListing> listings, List<NewEvent> newEvents, List<UUID> ids, Instant importedAt) {
		List<ListingSourceRecord> sourceRows = new ArrayList<>();
		List<ListingImportRecord> importRows = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			NewListing added = listings.get(i);
			UUID id = ids.get(i);
			Listing.Source source = added.listing().source();
			Stream.concat(Stream.of(source), source.atUrl().stream())
				.map((each) -> sourceRow(each, added.listing(), id, added.documentHash(), importedAt))
				.forEach(sourceRows::add);
			importRows.add(importRow(added.listing(), added.readResult(), id, newEvents.get(i).organizers()));
		}
		this.dsl.insertInto(LISTING_SOURCE).set(sourceRows).execute();
		this.dsl.insertInto(LISTING_IMPORT).set(importRows).execute();
	}

	/** Stores what the import of new events has left, when they are searchable. */
	void saveFields(List<UUID> ids) {
		this.dsl.execute("""
				update listing_import set fields = digest.fields
				from event_digest as digest
				where listing_import.event_id = any({0}) and digest.event_id = listing_import.event_id""",
				val(ids.toArray(UUID[]::new)));
	}

	/**
	 * Stores what the import of an event has read and left, when it has written
	 * everything else.
	 */
	void saveImport(Listing listing, ReadResult readResult, UUID event, List<UUID> organizers) {
		ListingImportRecord row = importRow(listing, readResult, event, organizers);
		this.dsl.insertInto(LISTING_IMPORT)
			.set(row)
			.set(LISTING_IMPORT.FIELDS,
					field("(select fields from event_digest_fresh where event_id = {0})", JSONB.class, val(event)))
			.onDuplicateKeyUpdate()
			.set(row)
			.set(LISTING_IMPORT.FIELDS, excluded(LISTING_IMPORT.FIELDS))
			.execute();
	}

	private ListingImportRecord importRow(Listing listing, ReadResult readResult, UUID event, List<UUID> organizers) {
		Listing.Source source = listing.source();
		ListingImportRecord row = this.dsl.newRecord(LISTING_IMPORT);
		row.setName(source.name());
		row.setSourceId(source.id());
		row.setEventId(event);
		row.setDocumentName(
				(source.documentName().length() <= MAX_DOCUMENT_NAME_LENGTH) ? source.documentName() : null);
		row.setStartsAt(listing.event().start().instant());
		row.setStartPrecision(listing.event().start().precision().name());
		row.setOrganizerIds(organizers.toArray(UUID[]::new));
		row.setListingKey(source.key());
		row.setListingHash(readResult.hash());
		return row;
	}

	/**
	 * Stores the hash of a listing that was imported before hashes were stored and has
	 * not changed.
	 */
	void saveHash(ImportedListing imported, UUID hash) {
		this.dsl.update(LISTING_IMPORT)
			.set(LISTING_IMPORT.LISTING_HASH, hash)
			.where(LISTING_IMPORT.EVENT_ID.eq(imported.event()), LISTING_IMPORT.NAME.eq(imported.source().getName()),
					LISTING_IMPORT.SOURCE_ID.eq(imported.source().getSourceId()))
			.execute();
	}

}
