package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.EventOccurrence;
import org.jooq.Field;

/**
 * The columns of one {@link EventTime}: start, end or previous start of an event or an
 * occurrence.
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

	static EventTimeColumns start(EventOccurrence occurrence) {
		return new EventTimeColumns(occurrence.STARTS_AT, occurrence.START_LOCAL, occurrence.START_ZONE,
				occurrence.START_PRECISION, occurrence.START_ZONE_SOURCE);
	}

	static EventTimeColumns previousStart(EventOccurrence occurrence) {
		return new EventTimeColumns(occurrence.PREVIOUS_STARTS_AT, occurrence.PREVIOUS_START_LOCAL,
				occurrence.PREVIOUS_START_ZONE, occurrence.PREVIOUS_START_PRECISION,
				occurrence.PREVIOUS_START_ZONE_SOURCE);
	}

	static EventTimeColumns end(EventOccurrence occurrence) {
		return new EventTimeColumns(occurrence.ENDS_AT, occurrence.END_LOCAL, occurrence.END_ZONE,
				occurrence.END_PRECISION, occurrence.END_ZONE_SOURCE);
	}

}
