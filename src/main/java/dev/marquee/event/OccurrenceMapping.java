package dev.marquee.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventOccurrence;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.db.tables.OccurrenceChange;
import dev.marquee.pagination.ConnectionMapping;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.pagination.Edge;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListQuery.ListQueryFactory;
import dev.marquee.pagination.Ordering;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.FieldMapping;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_OCCURRENCE;
import static dev.marquee.db.Tables.EVENT_SEARCH;
import static dev.marquee.db.Tables.OCCURRENCE;
import static dev.marquee.db.Tables.OCCURRENCE_CHANGE;

/**
 * Mapping of the type {@code Occurrence}, its connection, and the fields that return
 * occurrences, to the view {@code event_occurrence}.
 */
@Configuration(proxyBeanMethods = false)
class OccurrenceMapping {

	/** The prefix of global ids of occurrences, before the underscore. */
	static final String ID_PREFIX = "occ";

	private final ConnectionMapping<EventSearch, EventOccurrence> connections = ConnectionMapping
		.of("Occurrence", EVENT_SEARCH, EVENT_OCCURRENCE, (found, occurrence) -> occurrence.ID.eq(found.OCCURRENCE_ID),
				OccurrenceOrders.DEFAULT)
		.withNodesOfView();

	private final EventFilter filter;

	private final Clock clock;

	OccurrenceMapping(EventFilter filter, Clock clock) {
		this.filter = filter;
		this.clock = clock;
	}

	private <R> FieldMapping<R> list(ListQueryFactory<R, EventSearch> listQueryFactory) {
		return this.connections.field((row, event, arguments) -> {
			Arguments eventFilter = arguments.filter();
			return this.filter.apply(listQueryFactory.create(row, event, arguments), event, eventFilter)
				.in(new OccurrenceSources(this.filter.recurringEvents(event, eventFilter)));
		}, OccurrenceOrders::fromArguments);
	}

	@Bean
	TypeMapping<RootValue> occurrencesQuery() {
		return TypeMapping.query().add("occurrences", list((rootValue, event, arguments) -> ListQuery.all(event)));
	}

	@Bean
	TypeMapping<Event> eventOccurrenceFields() {
		return TypeMapping.of("Event", EVENT)
			.add("occurrences", list(
					(event, found, arguments) -> ListQuery.of(RowQuery.from(found).where(found.EVENT_ID.eq(event.ID)))))
			.add("nextOccurrence", this::nextOccurrence);
	}

	/** Depends on the current time, so it has no version stamp. */
	private Field<?> nextOccurrence(Event event, SelectedField field, Compilation compilation) {
		EventOccurrence next = compilation.alias(EVENT_OCCURRENCE);
		Field<Instant> now = field.arguments()
			.bindAll("now", List.of(SQLDataType.INSTANT),
					(values) -> List.of(this.clock.instant().atOffset(ZoneOffset.UTC)))
			.getFirst()
			.coerce(SQLDataType.INSTANT);
		dev.marquee.db.tables.Occurrence row = OCCURRENCE.as(compilation.nextAlias());
		Field<?> firstOfSeveral = DSL.field(DSL.select(row.ID)
			.from(row)
			.where(row.EVENT_ID.eq(event.ID), takesPlace(row.STARTS_AT, row.OVER_AT, row.STATUS, now))
			.orderBy(row.STARTS_AT, row.ID)
			.limit(DSL.inline(1)));
		return DSL.field(DSL.select(compilation.object(compilation.columns(field, next)))
			.from(next)
			.where(DSL.condition("{0} = coalesce({1}, {2})", next.ID, firstOfSeveral, event.ID),
					takesPlace(next.STARTS_AT, next.OVER_AT, next.STATUS, now), compilation.policyCondition(next)));
	}

	/** Not over, and neither cancelled nor postponed. */
	private static Condition takesPlace(Field<Instant> start, Field<Instant> over, Field<String> status,
			Field<Instant> now) {
		return DSL.and(over.ge(now), start.ge(now).or(over.gt(now)),
				status.notIn(DSL.inline("CANCELLED"), DSL.inline("POSTPONED")));
	}

	@Bean
	TypeMapping<?> occurrenceOfEventEdge() {
		return TypeMapping.<Edge<EventSearch, Event>>of("EventEdge", Edge.class)
			.toOne("occurrence", EVENT_OCCURRENCE, (edge, occurrence, arguments) -> RowQuery.from(occurrence)
				.where(occurrence.ID.eq(edge.listRow().OCCURRENCE_ID)));
	}

	@Bean
	TypeMapping<EventOccurrence> occurrenceType() {
		return TypeMapping
			.unversionedNode("Occurrence", EVENT_OCCURRENCE, ID_PREFIX, (occurrence) -> occurrence.ID,
					(occurrence, compilation) -> DSL.noCondition())
			.object("start", EventTimeColumns::start)
			.object("end", (occurrence) -> occurrence.ENDS_AT.isNotNull(), EventTimeColumns::end)
			.object("previousStart", (occurrence) -> occurrence.PREVIOUS_STARTS_AT.isNotNull(),
					EventTimeColumns::previousStart)
			.field("status", (occurrence) -> occurrence.STATUS)
			.field("cancellationReason", (occurrence) -> occurrence.CANCELLATION_REASON)
			.add("name",
					(occurrence, field, compilation) -> text(occurrence, OCCURRENCE_CHANGE.NAME, EVENT.NAME,
							compilation))
			.add("description",
					(occurrence, field, compilation) -> text(occurrence, OCCURRENCE_CHANGE.DESCRIPTION,
							EVENT.DESCRIPTION, compilation))
			.add("event", OccurrenceMapping::event);
	}

	/** A text of the occurrence alone, or else that of its event. */
	private static Field<String> text(EventOccurrence occurrence, Field<String> own, Field<String> ofEvent,
			Compilation compilation) {
		OccurrenceChange change = OCCURRENCE_CHANGE.as(compilation.nextAlias());
		Event event = compilation.alias(EVENT);
		return DSL.coalesce(DSL.field(DSL.select(change.field(own))
			.from(change)
			.where(change.EVENT_ID.eq(occurrence.EVENT_ID), change.ORIGINAL_START.eq(occurrence.ORIGINAL_START))),
				DSL.field(DSL.select(event.field(ofEvent))
					.from(event)
					.where(event.ID.eq(occurrence.EVENT_ID), compilation.policyCondition(event))));
	}

	/** The event as a fragment that can be cached. */
	private static Field<?> event(EventOccurrence occurrence, SelectedField field, Compilation compilation) {
		Event event = compilation.alias(EVENT);
		return DSL.field(DSL.select(compilation.object(field, event))
			.from(event)
			.where(event.ID.eq(occurrence.EVENT_ID), compilation.policyCondition(event)));
	}

	@Bean
	TypeMapping<?> occurrenceConnectionType() {
		return this.connections.connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> occurrenceConnectionFacets() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("OccurrenceConnection", ConnectionPage.class)
			.object("facets", (connectionPage) -> connectionPage);
	}

	@Bean
	TypeMapping<?> occurrenceEdgeType() {
		return this.connections.edgeTypeMapping();
	}

	/**
	 * The orders of occurrences, as selected by the input {@code OccurrenceOrder}.
	 */
	private static final class OccurrenceOrders {

		/** Soonest first. */
		static final Ordering<EventSearch> DEFAULT = new Ordering<>("occurrence.start.1",
				(row) -> List.of(row.STARTS_AT, row.EVENT_ID, row.OCCURRENCE_ID));

		private static final Ordering<EventSearch> BY_LOCAL_START = new Ordering<>("occurrence.local-start.1",
				(row) -> List.of(row.START_LOCAL, row.EVENT_ID, row.OCCURRENCE_ID));

		static Ordering<EventSearch> fromArguments(Arguments arguments) {
			Arguments order = arguments.object("orderBy");
			Ordering<EventSearch> ascending = "LOCAL_START".equals(order.enumValue("field")) ? BY_LOCAL_START : DEFAULT;
			return "DESC".equals(order.enumValue("direction")) ? ascending.reversed() : ascending;
		}

	}

}
