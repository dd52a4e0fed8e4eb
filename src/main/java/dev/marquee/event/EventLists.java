package dev.marquee.event;

import java.util.List;
import java.util.function.BiFunction;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.ConnectionMapping;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.ListQuery.ListQueryFactory;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.FieldMapping;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * Maps fields to connections of events, which read their lists from the table
 * {@code event_search} and have the arguments {@code filter} and {@code orderBy}.
 */
@Component
public class EventLists {

	private final ConnectionMapping<EventSearch, Event> connections = ConnectionMapping.of("Event", EVENT_SEARCH, EVENT,
			(found, event) -> event.ID.eq(found.EVENT_ID), EventOrders.DEFAULT);

	private final EventFilter filter;

	EventLists(EventFilter filter) {
		this.filter = filter;
	}

	/** A list of events, restricted by the filter. */
	public <R> FieldMapping<R> field(ListQueryFactory<R, EventSearch> listQueryFactory) {
		return this.connections.field((row, event, arguments) -> {
			Arguments filter = arguments.filter();
			return this.filter.apply(listQueryFactory.create(row, event, arguments), event, filter)
				.in(new EventSources(this.filter.recurringEvents(event, filter)));
		}, EventOrders::fromArguments);
	}

	/** The list of the events that satisfy a predicate, which depends on the row. */
	<R> FieldMapping<R> fieldOf(BiFunction<R, EventSearch, FilterPredicate> predicate) {
		return field((row, event, arguments) -> ListQuery.all(event)
			.filteredBy(List.of(predicate.apply(row, event)), List.of()));
	}

	ConnectionMapping<EventSearch, Event> connections() {
		return this.connections;
	}

}
