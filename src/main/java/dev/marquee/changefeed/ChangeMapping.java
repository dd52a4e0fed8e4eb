package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;
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

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * Maps the query {@code changes}, the subscriptions to changes and their types to the
 * change log.
 */
@Configuration(proxyBeanMethods = false)
class ChangeMapping {

	/** The number of changes that one statement of a subscription scans. */
	static final int BATCH_SIZE = 200;

	private final EventFilter filter;

	private final ChangeTimes times;

	ChangeMapping(EventFilter filter, Clock clock, @Value("${marquee.change-retention}") Duration retention) {
		this.filter = filter;
		this.times = new ChangeTimes(clock, retention);
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
		ChangePage page = ChangePage.of(this.filter, field.arguments(), this.times);
		List<RowColumn> columns = compilation.columns(field, page);
		return DSL.field(DSL.with(page.commonTableExpressions()).select(compilation.object(columns)));
	}

	/**
	 * The cursor that was read before the data. A cursor older than the data repeats
	 * changes but never misses one.
	 */
	private static Field<?> changeCursor(RootValue rootValue, SelectedField field, Compilation compilation) {
		return field.arguments().contextParameter(ChangeCursorInterceptor.CONTEXT_KEY, SQLDataType.CLOB);
	}

	private FilteredChanges filteredChanges(SelectedField field) {
		return new FilteredChanges(this.filter, field.arguments(), LogPosition.ofContext(field.arguments()), this.times,
				BATCH_SIZE);
	}

	/**
	 * A batch of the log. The batch that reaches the end of the log has a last row
	 * without an event, with the position up to which the log was read.
	 */
	private Select<?> batchStatement(SelectedField field, Condition kinds, Field<?> value) {
		FilteredChanges changes = filteredChanges(field);
		return DSL.with(changes.commonTableExpressions(kinds))
			.select(FilteredChanges.epoch().as("epoch"),
					DSL.field("matched.generation", Integer.class).as("generation"),
					DSL.field("matched.xid::text::bigint", Long.class).as("xid"),
					DSL.field("matched.id", Long.class).as("id"),
					DSL.when(FilteredChanges.kind().isNotNull(), SubscriptionMapping.encodedValue(value)).as("payload"))
			.from(FilteredChanges.changeRows(FilteredChanges.changesTable()))
			.unionAll(DSL
				.select(FilteredChanges.epoch(), changes.lastScannedGeneration(),
						DSL.field("{0}::text::bigint", Long.class, changes.lastScannedXid()),
						DSL.inline(Long.MAX_VALUE), DSL.inline((byte[]) null, SQLDataType.BLOB))
				.where(DSL.not(FilteredChanges.isScanLimitReached(BATCH_SIZE))))
			.orderBy(DSL.field(DSL.name("generation")), DSL.field(DSL.name("xid")), DSL.field(DSL.name("id")));
	}

	private static Field<?> publishedEvent(SelectedField field, Compilation compilation) {
		Event event = compilation.alias(EVENT);
		List<RowColumn> columns = compilation.columns(field, event);
		return DSL.field(DSL.select(compilation.object(columns))
			.from(event)
			.where(event.ID.eq(ChangeRow.INSTANCE.eventId()), compilation.policyCondition(event)));
	}

}
