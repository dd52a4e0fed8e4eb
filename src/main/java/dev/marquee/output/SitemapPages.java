package dev.marquee.output;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.marquee.event.Events;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * The pages of the published events, in parts. Events are in the order of their ids, so
 * that new ones change the last part only.
 */
final class SitemapPages {

	/** The maximum number of addresses in a file, by the protocol. */
	static final int PART_SIZE = 50_000;

	private static final int FETCH_SIZE = 500;

	private final DSLContext dsl;

	private final boolean hasPast;

	private final boolean hasCancelled;

	SitemapPages(DSLContext dsl, boolean hasPast, boolean hasCancelled) {
		this.dsl = dsl;
		this.hasPast = hasPast;
		this.hasCancelled = hasCancelled;
	}

	/** The time of the latest update in each part. */
	List<Instant> parts() {
		Field<Integer> part = DSL.field("((row_number() over (order by {0}) - 1) / {1})::integer", SQLDataType.INTEGER,
				EVENT_SEARCH.EVENT_ID, DSL.inline(PART_SIZE));
		var numbered = DSL.select(part.as("part"), EVENT_SEARCH.UPDATED_AT.as("updated_at"))
			.from(EVENT_SEARCH)
			.where(isListed())
			.asTable("numbered");
		return this.dsl.select(DSL.max(numbered.field("updated_at", Instant.class)))
			.from(numbered)
			.groupBy(numbered.field("part"))
			.orderBy(numbered.field("part"))
			.fetch((row) -> row.value1());
	}

	/** Passes the pages of a part on, one by one. Must be called in a transaction. */
	void forEach(int part, Consumer<SitemapPage> consumer) {
		try (Cursor<Record4<UUID, String, LocalDate, Instant>> rows = this.dsl
			.select(EVENT.ID, EVENT.SLUG, EVENT_SEARCH.START_DAY, EVENT_SEARCH.UPDATED_AT)
			.from(EVENT_SEARCH)
			.join(EVENT)
			.on(EVENT.ID.eq(EVENT_SEARCH.EVENT_ID))
			.where(isListed(), EVENT.SLUG.isNotNull())
			.orderBy(EVENT_SEARCH.EVENT_ID)
			.limit(DSL.inline(PART_SIZE))
			.offset(DSL.inline((long) part * PART_SIZE))
			.fetchSize(FETCH_SIZE)
			.fetchLazy()) {
			rows.forEach((row) -> consumer.accept(
					new SitemapPage(Events.ID_PREFIX + "_" + row.value1(), row.value2(), row.value3(), row.value4())));
		}
	}

	private Condition isListed() {
		Condition listed = DSL.condition(EVENT_SEARCH.PUBLISHED);
		if (!this.hasPast) {
			listed = listed.and(EVENT_SEARCH.OVER_AT.gt(DSL.field("now()", Instant.class)));
		}
		return this.hasCancelled ? listed : listed.and(EVENT_SEARCH.STATUS.ne("CANCELLED"));
	}

	/**
	 * The page of an event.
	 */
	record SitemapPage(String id, String slug, LocalDate date, Instant updatedAt) {
	}

}
