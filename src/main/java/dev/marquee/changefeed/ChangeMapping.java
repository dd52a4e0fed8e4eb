package dev.marquee.changefeed;

import java.util.List;

import dev.marquee.changefeed.FilteredChanges.ChangeRow;
import dev.marquee.db.tables.Event;
import dev.marquee.event.EventFilter;
import dev.marquee.event.Events;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowColumn;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.SubscriptionMapping;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * How the windows of the log come from it: a query, subscriptions, and what they return.
 */
@Configuration(proxyBeanMethods = false)
class ChangeMapping {

	/** How many changes one run of a stream looks at. */
	static final int BATCH_SIZE = 200;

	private final EventFilter filter;

	ChangeMapping(EventFilter filter) {
		this.filter = filter;
	}

	@Bean
	TypeMapping<RootValue> changeQueries() {
		return TypeMapping.query().add("changes", this::changePage).add("changeCursor", ChangeMapping::changeCursor);
	}

	@Bean
	TypeMapping<RootValue> changeSubscriptions() {
		return TypeMapping.subscription()
			.add("eventChanges",
					new SubscriptionMapping((field, compilation) -> batchStatement(field,
							filteredChanges(field).requestedKinds(), compilation.object(field, ChangeRow.INSTANCE))))
			.add("eventPublished", new SubscriptionMapping((field, compilation) -> batchStatement(field,
					FilteredChanges.kind().eq(DSL.inline("PUBLISHED")), publishedEvent(field, compilation))));
	}

	@Bean
	TypeMapping<ChangePage> changePageType() {
		return TypeMapping.<ChangePage>of("EventChangePage", ChangePage.class)
			.add("nodes", (page, field, compilation) -> compilation.list(field, page.rowQuery(), ChangeRow.INSTANCE))
			.field("endCursor", ChangePage::endCursor)
			.field("hasNextPage", ChangePage::hasNextPage);
	}

	@Bean
	TypeMapping<ChangeRow> changeType() {
		return TypeMapping.<ChangeRow>of("EventChange", ChangeRow.class)
			.field("cursor", ChangeRow::cursor)
			.field("kind", (changeRow) -> FilteredChanges.kind())
			.field("occurredAt", ChangeRow::occurredAt)
			.field("changedFields", ChangeRow::changedFields)
			.field("eventId", (changeRow) -> GlobalId.expression(Events.ID_PREFIX, changeRow.eventId()))
			.toOne("event", EVENT,
					(changeRow, event, arguments) -> RowQuery.from(event).where(event.ID.eq(changeRow.eventId())))
			.object("lastKnown", ChangeRow::state);
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

	private Field<?> changePage(RootValue rootValue, SelectedField field, Compilation compilation) {
		ChangePage page = ChangePage.of(this.filter, field.arguments());
		List<RowColumn> columns = compilation.columns(field, page);
		return DSL.field(DSL.with(page.commonTableExpressions()).select(compilation.object(columns)));
	}

	/** Noted before anything was read; an older cursor than the data is never wrong. */
	private static Field<?> changeCursor(RootValue rootValue, SelectedField field, Compilation compilation) {
		return field.arguments().contextParameter(ChangeCursorInterceptor.CONTEXT_KEY, SQLDataType.CLOB);
	}

	private FilteredChanges filteredChanges(SelectedField field) {
		return new FilteredChanges(this.filter, field.arguments(), LogPosition.ofContext(field.arguments()),
				BATCH_SIZE);
	}

	/**
	 * A stretch of the log, and after the last one the place up to which there is nothing
	 * more.
	 */
	private Select<?> batchStatement(SelectedField field, Condition kinds, Field<?> value) {
		FilteredChanges changes = filteredChanges(field);
		return DSL.with(changes.commonTableExpressions(kinds))
			.select(DSL.field("told.xid::text::bigint", Long.class).as("high"),
					DSL.field("told.id", Long.class).as("low"),
					DSL.when(FilteredChanges.kind().isNotNull(), SubscriptionMapping.encodedValue(value)).as("sent"))
			.from(FilteredChanges.changeRows(FilteredChanges.changesTable()))
			.unionAll(DSL
				.select(DSL.field("{0}::text::bigint", Long.class, changes.lastScannedXid()),
						DSL.inline(Long.MAX_VALUE), DSL.inline((byte[]) null, SQLDataType.BLOB))
				.where(DSL.not(FilteredChanges.isScanLimitReached(BATCH_SIZE))))
			.orderBy(DSL.field(DSL.name("high")), DSL.field(DSL.name("low")));
	}

	private static Field<?> publishedEvent(SelectedField field, Compilation compilation) {
		Event event = compilation.alias(EVENT);
		List<RowColumn> columns = compilation.columns(field, event);
		return DSL.field(DSL.select(compilation.object(columns))
			.from(event)
			.where(event.ID.eq(ChangeRow.INSTANCE.eventId()), compilation.policyCondition(event)));
	}

}
