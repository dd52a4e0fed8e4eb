package dev.marquee.event.editing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input {@code EventTimeInput}: a time to the minute, or a day, in a zone.
 */
final class EventTimeInput {

	private static final int FIRST_YEAR = 1900;

	private static final int LAST_YEAR = 2999;

	private EventTimeInput() {
	}

	/** The start of an event; null if it is missing or, with an error, invalid. */
	static @Nullable EventTime start(Input input) {
		return parse(input.nested("start"), 0);
	}

	/** The end of an event; null if it is missing or, with an error, invalid. */
	static @Nullable EventTime end(Input input) {
		return parse(input.nested("end"), 1);
	}

	/**
	 * Parses a time.
	 * @param endOffsetDays 1 for an end, since a day ends at the start of the next; 0 for
	 * a start
	 */
	private static @Nullable EventTime parse(@Nullable Input time, int endOffsetDays) {
		if (time == null) {
			return null;
		}
		LocalDateTime local = time.value("local", LocalDateTime.class);
		LocalDate date = time.value("date", LocalDate.class);
		ZoneId zone = Objects.requireNonNull(time.value("timeZone", ZoneId.class));
		if ((local == null) == (date == null)) {
			time.reject(UserErrorCode.INVALID, "Give exactly one of `local` and `date`.");
			return null;
		}
		String fieldName = (local != null) ? "local" : "date";
		LocalDateTime wallClockTime = (local != null) ? local : Objects.requireNonNull(date).atStartOfDay();
		if (!validateYear(time, fieldName, wallClockTime) || !validateZone(time, zone, local)) {
			return null;
		}
		return (local != null)
				? new EventTime(wallClockTime.atZone(zone).toInstant(), wallClockTime, zone, Precision.MINUTE,
						ZoneSource.STATED)
				: new EventTime(wallClockTime.toLocalDate().plusDays(endOffsetDays).atStartOfDay(zone).toInstant(),
						wallClockTime, zone, Precision.DAY, ZoneSource.STATED);
	}

	private static boolean validateYear(Input time, String field, LocalDateTime wallClockTime) {
		if (wallClockTime.getYear() >= FIRST_YEAR && wallClockTime.getYear() <= LAST_YEAR) {
			return true;
		}
		time.rejectValue(field, UserErrorCode.INVALID,
				"`" + field + "` must be in the years " + FIRST_YEAR + " to " + LAST_YEAR + ".");
		return false;
	}

	/** Java has System V zones, which PostgreSQL does not have. */
	private static boolean validateZone(Input time, ZoneId zone, @Nullable LocalDateTime local) {
		if (zone.getId().startsWith("SystemV/")) {
			time.rejectValue("timeZone", UserErrorCode.INVALID,
					"`timeZone` must be in the IANA time zone database, such as `Europe/Lisbon`.");
			return false;
		}
		if (local != null && zone.getRules().getValidOffsets(local).isEmpty()) {
			time.rejectValue("local", UserErrorCode.INVALID, "`local` does not exist in " + zone.getId()
					+ ": a clock change skips it. Give a time before or after the change.");
			return false;
		}
		return true;
	}

}
