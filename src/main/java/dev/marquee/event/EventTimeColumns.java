package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;

import dev.marquee.db.tables.Event;
import org.jooq.Field;

/**
 * The columns of one {@link EventTime}: start, end or previous start of an event.
 */
record EventTimeColumns(Field<Instant> instant, Field<LocalDateTime> local, Field<String> zone, Field<String> precision,
		Field<String> zoneSource) {

	static EventTimeColumns start(Event event) {
		return new EventTimeColumns(event.STARTS_AT, event.START_LOCAL, event.START_ZONE, event.START_PRECISION,
				event.START_ZONE_SOURCE);
	}

	static EventTimeColumns previousStart(Event event) {
		return new EventTimeColumns(event.PREVIOUS_STARTS_AT, event.PREVIOUS_START_LOCAL, event.PREVIOUS_START_ZONE,
				event.PREVIOUS_START_PRECISION, event.PREVIOUS_START_ZONE_SOURCE);
	}

	static EventTimeColumns end(Event event) {
		return new EventTimeColumns(event.ENDS_AT, event.END_LOCAL, event.END_ZONE, event.END_PRECISION,
				event.END_ZONE_SOURCE);
	}

}
