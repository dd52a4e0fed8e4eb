package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When an event begins or ends: the moment, and what a clock at the venue shows then.
 *
 * @param instant for a day, its first moment when the event begins, and the moment it is
 * over when the event ends
 * @param local to the minute; midnight for a day
 */
public record EventTime(Instant instant, LocalDateTime local, ZoneId zone, Precision precision, ZoneSource zoneSource) {

	/**
	 * How exactly the time is known.
	 */
	public enum Precision {

		DAY, MINUTE

	}

	/**
	 * How the zone is known.
	 */
	public enum ZoneSource {

		STATED, VENUE, ASSUMED

	}

}
