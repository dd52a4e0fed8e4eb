package dev.marquee.event.editing;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

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

	/**
	 * The start of an event; null if it is missing or, with an error, invalid.
	 * @param defaultZone the zone of a local time without one
	 */
	static @Nullable EventTime start(Input input, DefaultZone defaultZone) {
		return parse(input.nested("start"), 0, defaultZone);
	}

	/** The same for the end of an event. */
	static @Nullable EventTime end(Input input, DefaultZone defaultZone) {
		return parse(input.nested("end"), 1, defaultZone);
	}

	/**
	 * Parses a time.
	 * @param endOffsetDays 1 for an end, since a day ends at the start of the next; 0 for
	 * a start
	 */
	private static @Nullable EventTime parse(@Nullable Input time, int endOffsetDays, DefaultZone defaultZone) {
		if (time == null) {
			return null;
		}
		LocalDateTime local = time.value("local", LocalDateTime.class);
		LocalDate date = time.value("date", LocalDate.class);
		if ((local == null) == (date == null)) {
			time.reject(UserErrorCode.INVALID, "Give exactly one of `local` and `date`.");
			return null;
		}
		String fieldName = (local != null) ? "local" : "date";
		LocalDateTime wallClockTime = (local != null) ? local : Objects.requireNonNull(date).atStartOfDay();
		if (!validateYear(time, fieldName, wallClockTime)) {
			return null;
		}
		SourcedZone sourcedZone = zone(time, wallClockTime, defaultZone);
		if (sourcedZone == null || !validateZone(time, sourcedZone.zone(), local)) {
			return null;
		}
		ZoneId zone = sourcedZone.zone();
		return (local != null)
				? new EventTime(wallClockTime.atZone(zone).toInstant(), wallClockTime, zone, Precision.MINUTE,
						sourcedZone.source())
				: new EventTime(wallClockTime.toLocalDate().plusDays(endOffsetDays).atStartOfDay(zone).toInstant(),
						wallClockTime, zone, Precision.DAY, sourcedZone.source());
	}

	private static @Nullable SourcedZone zone(Input time, LocalDateTime wallClockTime, DefaultZone defaultZone) {
		ZoneId stated = time.value("timeZone", ZoneId.class);
		if (stated != null) {
			return new SourcedZone(stated, ZoneSource.STATED);
		}
		SourcedZone zone = defaultZone.at(wallClockTime).orElse(null);
		if (zone == null) {
			time.rejectValue("timeZone", UserErrorCode.REQUIRED,
					"`timeZone` is required, since the coordinates or the country of the event's venue do not determine it.");
		}
		return zone;
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

	/**
	 * A time zone and where it comes from.
	 */
	record SourcedZone(ZoneId zone, ZoneSource source) {
	}

	/**
	 * Finds the zone of a local time that the input gives without one.
	 */
	@FunctionalInterface
	interface DefaultZone {

		Optional<SourcedZone> at(LocalDateTime local);

	}

}
