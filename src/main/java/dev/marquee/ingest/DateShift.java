package dev.marquee.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Shifts every date in a document by whole weeks, which keeps weekdays and local times.
 *
 * @param zone the zone whose daylight saving time changes the offsets
 */
record DateShift(int weeks, ZoneId zone) {

	private static final Pattern DATE = Pattern.compile(
			"\\b(\\d{1,2} \\p{Alpha}{3}, \\d{4})\\b|\\b(\\d{4}-\\d{2}-\\d{2})(?:(T\\d{2}:\\d{2}(?::\\d{2})?)([+-]\\d{2}:\\d{2})?)?\\b");

	private static final DateTimeFormatter INPUT_FORMAT = DateTimeFormatter.ofPattern("d MMM, uuuu", Locale.ENGLISH);

	private static final DateTimeFormatter OUTPUT_FORMAT = DateTimeFormatter.ofPattern("dd MMM, uuuu", Locale.ENGLISH);

	String apply(String text) {
		return DATE.matcher(text).replaceAll(this::shifted);
	}

	private String shifted(MatchResult match) {
		try {
			if (match.group(1) != null) {
				return OUTPUT_FORMAT.format(LocalDate.parse(match.group(1), INPUT_FORMAT).plusWeeks(this.weeks));
			}
			LocalDate date = LocalDate.parse(match.group(2));
			String time = (match.group(3) != null) ? match.group(3) : "";
			String offset = (match.group(4) != null) ? shiftedOffset(date + time, match.group(4)) : "";
			return date.plusWeeks(this.weeks) + time + offset;
		}
		catch (DateTimeException ex) {
			return match.group();
		}
	}

	/**
	 * An offset that is valid in the zone becomes the zone's offset at the new date; any
	 * other offset stays.
	 */
	private String shiftedOffset(String local, String offset) {
		LocalDateTime time = LocalDateTime.parse(local);
		boolean isZoneOffset = this.zone.getRules().isValidOffset(time, ZoneOffset.of(offset));
		ZoneOffset newOffset = isZoneOffset ? this.zone.getRules().getOffset(time.plusWeeks(this.weeks))
				: ZoneOffset.of(offset);
		return newOffset.equals(ZoneOffset.UTC) ? "+00:00" : newOffset.getId();
	}

}
