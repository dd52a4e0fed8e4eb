package dev.marquee.change;

import java.util.List;

import dev.marquee.change.ToldChanges.Row;
import dev.marquee.event.EventFilter;
import dev.marquee.event.Events;
import dev.marquee.schema.tables.Event;
import dev.marquee.selection.Column;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.GlobalId;
import dev.marquee.selection.Rows;
import dev.marquee.selection.SelectedField;
import dev.marquee.selection.StreamMapping;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.EVENT_SEARCH;

/**
 * How the windows of the log come from it: a query, subscriptions, and what they return.
 */
@Configuration(proxyBeanMethods = false)
class ChangeMapping {

	/** How many changes one run of a stream looks at. */
	static final int STRETCH = 200;

	private final EventFilter filter;

	ChangeMapping(EventFilter filter) {
		this.filter = filter;
	}

	@Bean
	TypeMapping<Root> changeQueries() {
		return TypeMapping.query().add("changes", this::changes).add("changeCursor", ChangeMapping::cursor);
	}

	@Bean
	TypeMapping<Root> changeSubscriptions() {
		return TypeMapping.subscription()
			.add("eventChanges",
					new StreamMapping((field, compilation) -> stream(field, changes(field).kindsAskedFor(),
							compilation.object(field, Row.ONE))))
			.add("eventPublished", new StreamMapping((field, compilation) -> stream(field,
					ToldChanges.kind().eq(DSL.inline("PUBLISHED")), published(field, compilation))));
	}

	@Bean
	TypeMapping<ChangePage> changePageType() {
		return TypeMapping.<ChangePage>of("EventChangePage", ChangePage.class)
			.add("nodes", (page, field, compilation) -> compilation.list(field, page.rows(), Row.ONE))
			.field("endCursor", ChangePage::endCursor)
			.field("hasNextPage", ChangePage::hasNext);
	}

	@Bean
	TypeMapping<Row> changeType() {
		return TypeMapping.<Row>of("EventChange", Row.class)
			.field("cursor", Row::cursor)
			.field("kind", (row) -> ToldChanges.kind())
			.field("occurredAt", Row::occurredAt)
			.field("changedFields", Row::changedFields)
			.field("eventId", (row) -> GlobalId.sql(Events.ID_PREFIX, row.event()))
			.one("event", EVENT, (row, event, arguments) -> Rows.from(event).where(event.ID.eq(row.event())))
			.object("lastKnown", Row::state);
	}

	@Bean
	TypeMapping<?> eventStateType() {
		return TypeMapping.of("EventState", EVENT_SEARCH)
			.field("name", (state) -> state.NAME)
			.field("startsAt", (state) -> state.STARTS_AT)
			.field("status", (state) -> state.STATUS)
			.field("attendanceMode", (state) -> state.ATTENDANCE_MODE)
			.field("city", (state) -> state.CITY)
			.field("state", (state) -> state.STATE)
			.field("countryCode", (state) -> state.COUNTRY_CODE)
			.field("categories", (state) -> state.CATEGORIES)
			.field("interestedCount", (state) -> state.INTERESTED_COUNT);
	}

	private Field<?> changes(Root root, SelectedField field, Compilation compilation) {
		ChangePage page = ChangePage.of(this.filter, field.arguments());
		List<Column> columns = compilation.columns(field, page);
		return DSL.field(DSL.with(page.definitions()).select(compilation.object(columns)));
	}

	/** Noted before anything was read; an older cursor than the data is never wrong. */
	private static Field<?> cursor(Root root, SelectedField field, Compilation compilation) {
		return field.arguments().given(ChangeCursorNote.KEY, SQLDataType.CLOB);
	}

	private ToldChanges changes(SelectedField field) {
		return new ToldChanges(this.filter, field.arguments(), Place.given(field.arguments()), STRETCH);
	}

	/**
	 * A stretch of the log, and after the last one the place up to which there is nothing
	 * more.
	 */
	private Select<?> stream(SelectedField field, Condition kinds, Field<?> value) {
		ToldChanges changes = changes(field);
		return DSL.with(changes.definitions(kinds))
			.select(DSL.field("told.xid::text::bigint", Long.class).as("high"),
					DSL.field("told.id", Long.class).as("low"),
					DSL.when(ToldChanges.kind().isNotNull(), StreamMapping.sent(value)).as("sent"))
			.from(ToldChanges.rows(ToldChanges.all()))
			.unionAll(DSL
				.select(DSL.field("{0}::text::bigint", Long.class, changes.last()), DSL.inline(Long.MAX_VALUE),
						DSL.inline((byte[]) null, SQLDataType.BLOB))
				.where(DSL.not(ToldChanges.isFull(STRETCH))))
			.orderBy(DSL.field(DSL.name("high")), DSL.field(DSL.name("low")));
	}

	private static Field<?> published(SelectedField field, Compilation compilation) {
		Event event = compilation.alias(EVENT);
		List<Column> columns = compilation.columns(field, event);
		return DSL.field(DSL.select(compilation.object(columns))
			.from(event)
			.where(event.ID.eq(Row.ONE.event()), compilation.seen(event)));
	}

}
