package dev.marquee.event;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.db.tables.Organizer;
import dev.marquee.db.tables.Venue;
import dev.marquee.pagination.ConnectionMapping;
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

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_SEARCH;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of the event connections: all events, those of a venue and those of an
 * organizer. Lists select from the table {@code event_search}.
 */
@Configuration(proxyBeanMethods = false)
class EventListMapping {

	private final ConnectionMapping<EventSearch, Event> events = ConnectionMapping.of("Event", EVENT_SEARCH, EVENT,
			(found, event) -> event.ID.eq(found.EVENT_ID), EventOrders.DEFAULT, EventFacets::facetColumns);

	private final EventFilter filter;

	EventListMapping(EventFilter filter) {
		this.filter = filter;
	}

	@Bean
	TypeMapping<RootValue> queryEvents() {
		return TypeMapping.query()
			.add("events",
					this.events.field((rootValue, event, arguments) -> filtered(ListQuery.all(event), event, arguments),
							EventOrders::fromArguments));
	}

	@Bean
	TypeMapping<Venue> venueEvents() {
		return TypeMapping.of("Venue", VENUE)
			.add("events",
					this.events.field((venue, event, arguments) -> filtered(
							ListQuery.of(RowQuery.from(event).where(event.VENUE_ID.eq(venue.ID))), event, arguments),
							EventOrders::fromArguments));
	}

	/**
	 * The second join condition is redundant, but lets the index on
	 * {@code (organizer_id, starts_at)} provide the order.
	 */
	@Bean
	TypeMapping<Organizer> organizerEvents() {
		return TypeMapping.of("Organizer", ORGANIZER)
			.add("events", this.events.field((organizer, event,
					arguments) -> filtered(ListQuery.of(RowQuery.from(event.join(EVENT_ORGANIZER)
						.on(EVENT_ORGANIZER.EVENT_ID.eq(event.EVENT_ID), EVENT_ORGANIZER.STARTS_AT.eq(event.STARTS_AT)))
						.where(EVENT_ORGANIZER.ORGANIZER_ID.eq(organizer.ID))), event, arguments),
					EventOrders::fromArguments));
	}

	private ListQuery filtered(ListQuery query, EventSearch event, Arguments arguments) {
		return this.filter.apply(query, event, arguments.object("filter"));
	}

	@Bean
	TypeMapping<?> eventConnectionType() {
		return this.events.connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> eventEdgeType() {
		return this.events.edgeTypeMapping();
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
		return edge.connectionPage().arguments().object("filter");
	}

}
