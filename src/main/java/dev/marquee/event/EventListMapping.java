package dev.marquee.event;

import dev.marquee.paging.Connection;
import dev.marquee.paging.Edge;
import dev.marquee.paging.Finding;
import dev.marquee.schema.tables.Event;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.schema.tables.Organizer;
import dev.marquee.schema.tables.Venue;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.Compilation;
import dev.marquee.selection.Rows;
import dev.marquee.selection.SelectedField;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.EVENT_SEARCH;
import static dev.marquee.schema.Tables.ORGANIZER;
import static dev.marquee.schema.Tables.VENUE;

/**
 * The lists of events: of all, of a venue and of an organizer. Events are found by the
 * table {@code event_search}.
 */
@Configuration(proxyBeanMethods = false)
class EventListMapping {

	private final Connection<EventSearch, Event> events = Connection.of("Event", EVENT_SEARCH, EVENT,
			(found, event) -> event.ID.eq(found.EVENT_ID), EventOrders.USUAL, EventFacets::columns);

	private final EventFilter filter;

	EventListMapping(EventFilter filter) {
		this.filter = filter;
	}

	@Bean
	TypeMapping<Root> eventsOfAll() {
		return TypeMapping.query()
			.add("events", this.events.field((root, event, arguments) -> fitting(Finding.all(event), event, arguments),
					EventOrders::chosenBy));
	}

	@Bean
	TypeMapping<Venue> eventsOfVenue() {
		return TypeMapping.of("Venue", VENUE)
			.add("events",
					this.events.field(
							(venue, event, arguments) -> fitting(
									Finding.of(Rows.from(event).where(event.VENUE_ID.eq(venue.ID))), event, arguments),
							EventOrders::chosenBy));
	}

	/**
	 * The second join condition says nothing new, but lets the index on an organizer's
	 * events by time serve the order.
	 */
	@Bean
	TypeMapping<Organizer> eventsOfOrganizer() {
		return TypeMapping.of("Organizer", ORGANIZER)
			.add("events", this.events.field((organizer, event,
					arguments) -> fitting(Finding.of(Rows.from(event.join(EVENT_ORGANIZER)
						.on(EVENT_ORGANIZER.EVENT_ID.eq(event.EVENT_ID), EVENT_ORGANIZER.STARTS_AT.eq(event.STARTS_AT)))
						.where(EVENT_ORGANIZER.ORGANIZER_ID.eq(organizer.ID))), event, arguments),
					EventOrders::chosenBy));
	}

	private Finding fitting(Finding all, EventSearch event, Arguments arguments) {
		return this.filter.narrow(all, event, arguments.object("filter"));
	}

	@Bean
	TypeMapping<?> eventConnectionType() {
		return this.events.connectionType();
	}

	@Bean
	TypeMapping<?> eventEdgeType() {
		return this.events.edgeType();
	}

	@Bean
	TypeMapping<?> foundEventType() {
		return TypeMapping.<Edge<EventSearch, Event>>of("EventEdge", Edge.class)
			.field("distanceKm", EventListMapping::distance)
			.field("relevance", EventListMapping::relevance)
			.add("highlights", EventListMapping::highlights);
	}

	@Bean
	TypeMapping<?> eventHighlightType() {
		return TypeMapping.<Highlight>of("EventHighlight", Highlight.class)
			.field("field", Highlight::field)
			.field("fragments", Highlight::fragments);
	}

	private static Field<?> distance(Edge<EventSearch, Event> edge) {
		Arguments filter = filter(edge);
		return filter.has("near") ? new Vicinity(filter.object("near")).kilometres(edge.found())
				: DSL.inline((Double) null, SQLDataType.DOUBLE);
	}

	private static Field<?> relevance(Edge<EventSearch, Event> edge) {
		return filter(edge).has("search") ? SearchTerms.relevance(edge.found())
				: DSL.inline((Double) null, SQLDataType.DOUBLE);
	}

	private static Field<?> highlights(Edge<EventSearch, Event> edge, SelectedField field, Compilation compilation) {
		if (!filter(edge).has("search")) {
			return DSL.inline(JSON.json("[]"));
		}
		return compilation.list(field, SearchTerms.highlights(edge.node()), new Highlight());
	}

	private static Arguments filter(Edge<EventSearch, Event> edge) {
		return edge.page().arguments().object("filter");
	}

}
