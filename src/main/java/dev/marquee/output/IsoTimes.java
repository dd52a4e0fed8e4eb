package dev.marquee.output;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;

import dev.marquee.output.ListedEvent.ListedTime;

/**
 * Starts and ends in ISO 8601.
 */
final class IsoTimes {

	private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

	private IsoTimes() {
	}

	/**
	 * The local time with its offset from UTC, or the date if only the day is known. The
	 * offset is that of the instant, which is exact also when clocks are put back. A time
	 * that clocks skip has the offset before, which makes it the same instant.
	 */
	static String text(ListedTime time) {
		if (time.local() == null) {
			return time.date().toString();
		}
		ZoneRules rules = time.timeZone().getRules();
		if (rules.getValidOffsets(time.local()).isEmpty()) {
			return WITH_OFFSET.format(time.local().atOffset(rules.getTransition(time.local()).getOffsetBefore()));
		}
		ZoneOffset offset = rules.getOffset(time.instant());
		return WITH_OFFSET.format(OffsetDateTime.ofInstant(time.instant(), offset));
	}

}
