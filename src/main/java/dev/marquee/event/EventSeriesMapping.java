package dev.marquee.event;

import java.util.UUID;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventSearch;
import dev.marquee.db.tables.EventSeries;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SERIES;

/**
 * Mapping of what groups events: series, and events of which others are parts.
 */
@Configuration(proxyBeanMethods = false)
class EventSeriesMapping {

	private final EventLists events;

	EventSeriesMapping(EventLists events) {
		this.events = events;
	}

	@Bean
	TypeMapping<Event> eventGroups() {
		return TypeMapping.of("Event", EVENT)
			.toOne("series", EVENT_SERIES,
					(event, series, arguments) -> RowQuery.from(series).where(series.ID.eq(event.SERIES_ID)))
			.toOne("superEvent", EVENT,
					(event, parent, arguments) -> RowQuery.from(parent).where(parent.ID.eq(event.PARENT_ID)))
			.add("subEvents", this.events.field((event, found, arguments) -> listed(found,
					"{0} in (select id from event where parent_id = {1})", event.ID)));
	}

	@Bean
	TypeMapping<EventSeries> eventSeriesType() {
		return TypeMapping
			.node("EventSeries", EVENT_SERIES, Events.SERIES_ID_PREFIX, (series) -> series.ID,
					(series) -> series.VERSION)
			.field("name", (series) -> series.NAME)
			.field("version", (series) -> series.VERSION.cast(SQLDataType.CLOB))
			.add("events", this.events.field((series, found, arguments) -> listed(found,
					"{0} in (select id from event where series_id = {1})", series.ID)));
	}

	/** The row policy of {@code event_search} applies to the list. */
	private static ListQuery listed(EventSearch found, String isIn, Field<UUID> group) {
		return ListQuery.of(RowQuery.from(found).where(DSL.condition(isIn, found.EVENT_ID, group)));
	}

}
