package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;

import dev.marquee.schema.tables.Event;
import org.jooq.Field;

/**
 * The columns that say when an event begins, or those that say when it ends.
 */
record TimeColumns(Field<Instant> instant, Field<LocalDateTime> local, Field<String> zone, Field<String> precision,
		Field<String> zoneSource) {

	static TimeColumns start(Event event) {
		return new TimeColumns(event.STARTS_AT, event.START_LOCAL, event.START_ZONE, event.START_PRECISION,
				event.START_ZONE_SOURCE);
	}

	static TimeColumns end(Event event) {
		return new TimeColumns(event.ENDS_AT, event.END_LOCAL, event.END_ZONE, event.END_PRECISION,
				event.END_ZONE_SOURCE);
	}

}
