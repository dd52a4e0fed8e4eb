package dev.marquee.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Dates and times as RFC 5545, sections 3.3.4 and 3.3.5, writes them.
 */
final class DateTimeText {

	private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

	private DateTimeText() {
	}

	static String date(LocalDate date) {
		return DateTimeFormatter.BASIC_ISO_DATE.format(date);
	}

	static String local(LocalDateTime local) {
		return LOCAL.format(local);
	}

	static String utc(Instant instant) {
		return LOCAL.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
	}

}
