package dev.marquee.event.editing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The input {@code EventTimeInput}: a time to the minute, or a day, in a zone.
 */
final class TimeInput {

	private static final int FIRST_YEAR = 1900;

	private static final int LAST_YEAR = 2999;

	private TimeInput() {
	}

	/** When an event begins; null when it is missing or has a problem. */
	static @Nullable EventTime start(Input input) {
		return read(input.object("start"), 0);
	}

	/** When an event ends; null when it is missing or has a problem. */
	static @Nullable EventTime end(Input input) {
		return read(input.object("end"), 1);
	}

	private static @Nullable EventTime read(@Nullable Input time, int daysUntilOver) {
		if (time == null) {
			return null;
		}
		LocalDateTime local = time.value("local", LocalDateTime.class);
		LocalDate date = time.value("date", LocalDate.class);
		ZoneId zone = Objects.requireNonNull(time.value("timeZone", ZoneId.class));
		if ((local == null) == (date == null)) {
			time.refuse(UserErrorCode.INVALID, "Give either `local` or `date`.");
			return null;
		}
		String given = (local != null) ? "local" : "date";
		LocalDateTime wall = (local != null) ? local : Objects.requireNonNull(date).atStartOfDay();
		if (!isPossible(time, given, wall) || !isExisting(time, zone, local)) {
			return null;
		}
		return (local != null)
				? new EventTime(wall.atZone(zone).toInstant(), wall, zone, Precision.MINUTE, ZoneSource.STATED)
				: new EventTime(wall.toLocalDate().plusDays(daysUntilOver).atStartOfDay(zone).toInstant(), wall, zone,
						Precision.DAY, ZoneSource.STATED);
	}

	private static boolean isPossible(Input time, String field, LocalDateTime wall) {
		if (wall.getYear() >= FIRST_YEAR && wall.getYear() <= LAST_YEAR) {
			return true;
		}
		time.refuse(field, UserErrorCode.INVALID, "The year must be " + FIRST_YEAR + " to " + LAST_YEAR + ".");
		return false;
	}

	/**
	 * Java also knows zones of System V, which the database does not.
	 */
	private static boolean isExisting(Input time, ZoneId zone, @Nullable LocalDateTime local) {
		if (zone.getId().startsWith("SystemV/")) {
			time.refuse("timeZone", UserErrorCode.INVALID, "This is no zone of the IANA database.");
			return false;
		}
		if (local != null && zone.getRules().getValidOffsets(local).isEmpty()) {
			time.refuse("local", UserErrorCode.INVALID, "Clocks skip this time in " + zone.getId() + ".");
			return false;
		}
		return true;
	}

}
