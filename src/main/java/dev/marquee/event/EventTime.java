package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The start or end of an event, as an instant and as local time at the venue.
 *
 * @param instant for {@link Precision#DAY}, the first instant of the day for a start, and
 * the instant after the last day for an end
 * @param local to the minute; midnight for {@link Precision#DAY}
 */
public record EventTime(Instant instant, LocalDateTime local, ZoneId zone, Precision precision, ZoneSource zoneSource) {

	/**
	 * The precision of a time.
	 */
	public enum Precision {

		DAY, MINUTE

	}

	/**
	 * The source of a time zone.
	 */
	public enum ZoneSource {

		STATED, VENUE, ASSUMED

	}

}
