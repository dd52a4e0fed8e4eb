package dev.marquee.event;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.db.tables.Organizer;
import dev.marquee.db.tables.Performer;
import dev.marquee.db.tables.Venue;
import dev.marquee.pagination.ConnectionPage;
import dev.marquee.pagination.Edge;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.Compilation;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import dev.marquee.venue.RadiusFilter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.PERFORMER;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of the event connections: all events, those of a venue, of an organizer and of
 * a performer. Lists select from the table {@code event_search}.
 */
@Configuration(proxyBeanMethods = false)
class EventListMapping {

	private final EventLists events;

	EventListMapping(EventLists events) {
		this.events = events;
	}

	@Bean
	TypeMapping<RootValue> queryEvents() {
		return TypeMapping.query()
			.add("events", this.events.field((rootValue, event, arguments) -> ListQuery.all(event)));
	}

	@Bean
	TypeMapping<Venue> venueEvents() {
		return TypeMapping.of("Venue", VENUE)
			.add("events", this.events.field((venue, event, arguments) -> ListQuery
				.of(RowQuery.from(event).where(event.VENUE_ID.eq(venue.ID)))));
	}

	/**
	 * The second join condition is redundant, but lets the index on
	 * {@code (organizer_id, starts_at)} provide the order.
	 */
	@Bean
	TypeMapping<Organizer> organizerEvents() {
		return TypeMapping.of("Organizer", ORGANIZER)
			.add("events", this.events.field((organizer, event,
					arguments) -> ListQuery.of(RowQuery.from(event.join(EVENT_ORGANIZER)
						.on(EVENT_ORGANIZER.EVENT_ID.eq(event.EVENT_ID), EVENT_ORGANIZER.STARTS_AT.eq(event.STARTS_AT)))
						.where(EVENT_ORGANIZER.ORGANIZER_ID.eq(organizer.ID)))));
	}

	@Bean
	TypeMapping<Performer> performerEvents() {
		return TypeMapping.of("Performer", PERFORMER)
			.add("events", this.events.field((performer, event,
					arguments) -> ListQuery.of(RowQuery.from(event.join(EVENT_PERFORMER)
						.on(EVENT_PERFORMER.EVENT_ID.eq(event.EVENT_ID), EVENT_PERFORMER.STARTS_AT.eq(event.STARTS_AT)))
						.where(EVENT_PERFORMER.PERFORMER_ID.eq(performer.ID)))));
	}

	@Bean
	TypeMapping<?> eventConnectionType() {
		return this.events.connections().connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> eventConnectionSearchFields() {
		return TypeMapping.<ConnectionPage<EventSearch>>of("EventConnection", ConnectionPage.class)
			.field("correctedTo", EventListMapping::correctedTo);
	}

	@Bean
	TypeMapping<?> eventEdgeType() {
		return this.events.connections().edgeTypeMapping();
	}

	@Bean
	TypeMapping<?> eventEdgeSearchFields() {
		return TypeMapping.<Edge<EventSearch, Event>>of("EventEdge", Edge.class)
			.field("distanceKm", EventListMapping::distance)
			.field("relevance", EventListMapping::relevance)
			.add("highlights", EventListMapping::highlights);
	}

	@Bean
	TypeMapping<?> eventHighlightType() {
		return TypeMapping.<HighlightColumns>of("EventHighlight", HighlightColumns.class)
			.field("field", HighlightColumns::field)
			.field("fragments", HighlightColumns::fragments);
	}

	private static Field<?> correctedTo(ConnectionPage<EventSearch> connectionPage) {
		return connectionPage.arguments().filter().has("search") ? FullTextSearch.correctedText()
				: DSL.inline((String) null, SQLDataType.CLOB);
	}

	private static Field<?> distance(Edge<EventSearch, Event> edge) {
		Arguments filter = filter(edge);
		return filter.has("near") ? new RadiusFilter(filter.object("near")).distanceKm(edge.listRow().PLACE)
				: DSL.inline((Double) null, SQLDataType.DOUBLE);
	}

	private static Field<?> relevance(Edge<EventSearch, Event> edge) {
		return filter(edge).has("search") ? FullTextSearch.relevance(edge.listRow())
				: DSL.inline((Double) null, SQLDataType.DOUBLE);
	}

	private static Field<?> highlights(Edge<EventSearch, Event> edge, SelectedField field, Compilation compilation) {
		if (!filter(edge).has("search")) {
			return DSL.inline(JSON.json("[]"));
		}
		return compilation.list(field, FullTextSearch.highlights(edge.node()), new HighlightColumns());
	}

	private static Arguments filter(Edge<EventSearch, Event> edge) {
		return edge.connectionPage().arguments().filter();
	}

}
