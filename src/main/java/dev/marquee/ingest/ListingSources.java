package dev.marquee.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.LISTING_IMPORT;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

/**
 * The sources of events: which document of which site each event was imported from.
 */
@Component
class ListingSources {

	private static final int MAX_DOCUMENT_NAME_LENGTH = 2048;

	/** The start in the document, which may differ from the event's. */
	private static final Field<Instant> STARTS_AT = coalesce(LISTING_IMPORT.STARTS_AT, EVENT.STARTS_AT).as("start");

	private static final Field<String> START_PRECISION = coalesce(LISTING_IMPORT.START_PRECISION, EVENT.START_PRECISION)
		.as("precision");

	private static final Field<Boolean> IS_PUBLISHED = field(EVENT.PUBLISHED_AT.isNotNull()).as("published");

	private final DSLContext dsl;

	ListingSources(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * The imported listings with the name and id of each source, and those that have its
	 * URL and no id of the same publisher; the latest import first. Their events are
	 * locked until the transaction ends.
	 * @return the listings of each source
	 */
	List<List<ImportedListing>> find(List<Listing.Source> sources) {
		WantedSources wanted = WantedSources.of(sources);
		this.dsl.select(EVENT.ID)
			.from(EVENT)
			.where(EVENT.ID.in(DSL.select(LISTING_SOURCE.EVENT_ID)
				.from(wanted.table())
				.join(LISTING_SOURCE)
				.on(wanted.isSameSource().or(wanted.hasSameUrl()))))
			.orderBy(EVENT.ID)
			.forNoKeyUpdate()
			.of(EVENT)
			.execute();
		Condition isAtUrl = wanted.hasSameUrl().and(wanted.hasNoneOfSameAuthority());
		Map<Integer, List<ImportedListing>> found = new HashMap<>();
		this.dsl.select(LISTING_SOURCE.fields())
			.select(LISTING_IMPORT.DOCUMENT_NAME, LISTING_IMPORT.ORGANIZER_IDS, LISTING_IMPORT.FIELDS,
					LISTING_IMPORT.LISTING_KEY, LISTING_IMPORT.LISTING_HASH)
			.select(wanted.ordinal(), STARTS_AT, START_PRECISION, IS_PUBLISHED, field(wanted.isSameSource()))
			.from(wanted.table())
			.join(LISTING_SOURCE)
			.on(wanted.isSameSource().or(isAtUrl))
			.join(EVENT)
			.on(EVENT.ID.eq(LISTING_SOURCE.EVENT_ID))
			.leftJoin(LISTING_IMPORT)
			.on(LISTING_IMPORT.NAME.eq(LISTING_SOURCE.NAME), LISTING_IMPORT.SOURCE_ID.eq(LISTING_SOURCE.SOURCE_ID),
					LISTING_IMPORT.EVENT_ID.eq(LISTING_SOURCE.EVENT_ID))
			.orderBy(wanted.ordinal(), LISTING_SOURCE.IMPORTED_AT.desc(), LISTING_SOURCE.EVENT_ID)
			.forEach((row) -> found.computeIfAbsent(row.get(wanted.ordinal()), (ordinal) -> new ArrayList<>())
				.add(toImportedListing(row, row.get(field(wanted.isSameSource())))));
		return IntStream.rangeClosed(1, sources.size())
			.mapToObj((ordinal) -> found.getOrDefault(ordinal, List.of()))
			.toList();
	}

	private static ImportedListing toImportedListing(Record row, boolean isSameSource) {
		return new ImportedListing(row.into(LISTING_SOURCE), row.get(LISTING_IMPORT.DOCUMENT_NAME), row.get(STARTS_AT),
				Precision.valueOf(row.get(START_PRECISION)), toSet(row.get(LISTING_IMPORT.ORGANIZER_IDS)),
				row.get(LISTING_IMPORT.FIELDS), row.get(LISTING_IMPORT.LISTING_KEY),
				row.get(LISTING_IMPORT.LISTING_HASH), row.get(IS_PUBLISHED), isSameSource);
	}

	private static @Nullable Set<UUID> toSet(UUID @Nullable [] organizers) {
		return (organizers != null) ? Arrays.stream(organizers).collect(Collectors.toSet()) : null;
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
	 * Stores from which sources events were imported, and what was read of them. A
	 * listing with an id of its publisher has its URL as a source, too.
	 * @param listed the events as the listings say
	 */
	void save(List<MatchedListing> listings, List<NewEvent> listed, List<UUID> ids, Instant importedAt) {
		List<ListingSourceRecord> sourceRows = new ArrayList<>();
		List<ListingImportRecord> importRows = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			MatchedListing written = listings.get(i);
			UUID id = ids.get(i);
			Listing.Source source = written.listing().source();
			Stream.concat(Stream.of(source), source.atUrl().stream())
				.map((each) -> sourceRow(each, written.listing(), id, written.document().hash(), importedAt))
				.forEach(sourceRows::add);
			importRows.add(importRow(written.listing(), written.readResult(), id, listed.get(i).organizers()));
		}
		this.dsl.insertInto(LISTING_SOURCE)
			.set(sourceRows)
			.onDuplicateKeyUpdate()
			.setNonPrimaryKeyToExcluded()
			.execute();
		this.dsl.insertInto(LISTING_IMPORT)
			.set(importRows)
			.onDuplicateKeyUpdate()
			.setNonPrimaryKeyToExcluded()
			.execute();
	}

	/**
	 * Stores what the import of events has left.
	 * @param areLogged whether the events are searchable, so that their digests are known
	 */
	void saveFields(List<MatchedListing> listings, List<UUID> ids, boolean areLogged) {
		List<Listing.Source> sources = listings.stream().map((each) -> each.listing().source()).toList();
		this.dsl.execute("""
				update listing_import set fields = digest.fields
				from unnest({0}, {1}, {2}) as saved (event_id, name, source_id)
				join {3} as digest on digest.event_id = saved.event_id
				where listing_import.event_id = saved.event_id and listing_import.name = saved.name
				  and listing_import.source_id = saved.source_id""", val(ids.toArray(UUID[]::new)),
				WantedSources.texts(sources, Listing.Source::name), WantedSources.texts(sources, Listing.Source::id),
				name(areLogged ? "event_digest" : "event_digest_fresh"));
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

	/**
	 * The sources that are looked for, as a table.
	 */
	private record WantedSources(Table<?> table) {

		static WantedSources of(List<Listing.Source> sources) {
			return new WantedSources(DSL
				.table("unnest({0}, {1}, {2}, {3}) with ordinality", texts(sources, Listing.Source::name),
						texts(sources, Listing.Source::id),
						texts(sources, (source) -> source.atUrl().map(Listing.Source::name).orElse(null)),
						texts(sources, (source) -> source.atUrl().map(Listing.Source::id).orElse(null)))
				.as("wanted", "name", "id", "url_name", "url_id", "ordinal"));
		}

		static Field<String[]> texts(List<Listing.Source> sources, Function<Listing.Source, @Nullable String> text) {
			return val(sources.stream().map(text).toArray(String[]::new), SQLDataType.CLOB.array());
		}

		private static Field<String> column(String column) {
			return field(name("wanted", column), SQLDataType.CLOB);
		}

		Field<Integer> ordinal() {
			return field(name("wanted", "ordinal"), SQLDataType.INTEGER);
		}

		Condition isSameSource() {
			return LISTING_SOURCE.NAME.eq(column("name")).and(LISTING_SOURCE.SOURCE_ID.eq(column("id")));
		}

		/** Whether the URL of the wanted source is a source of the event. */
		Condition hasSameUrl() {
			return LISTING_SOURCE.NAME.eq(column("url_name")).and(LISTING_SOURCE.SOURCE_ID.eq(column("url_id")));
		}

		/** Whether the event has no id of the publisher of the wanted source. */
		Condition hasNoneOfSameAuthority() {
			ListingSource other = LISTING_SOURCE.as("other");
			return notExists(selectOne().from(other)
				.where(other.EVENT_ID.eq(LISTING_SOURCE.EVENT_ID), other.NAME.eq(column("name"))));
		}

	}

}
