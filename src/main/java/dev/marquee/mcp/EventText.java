package dev.marquee.mcp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.marquee.mcp.EventSummary.SummaryPriceRange;
import dev.marquee.mcp.EventSummary.SummaryTime;
import org.jspecify.annotations.Nullable;

/**
 * Times, prices and words of events in the texts of tools.
 */
final class EventText {

	private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	private EventText() {
	}

	/**
	 * The time in ISO 8601: local time with its offset from UTC, or a date if only the
	 * day is known.
	 */
	static String iso(SummaryTime time) {
		if (time.local() == null) {
			return time.date().toString();
		}
		ZoneOffset offset = time.timeZone().getRules().getOffset(time.instant());
		return WITH_OFFSET.format(OffsetDateTime.ofInstant(time.instant(), offset));
	}

	/** Such as {@code Sat 20 Mar 2027, 19:30 – 22:00 (Europe/Berlin)}. */
	static String period(SummaryTime start, @Nullable SummaryTime end) {
		StringBuilder period = new StringBuilder(dayAndTime(start));
		if (end != null && !end.equals(start)) {
			String last = dayAndTime(end, start.date());
			if (!last.isEmpty()) {
				period.append(" – ").append(last);
			}
		}
		return period.append(" (").append(start.timeZone().getId()).append(')').toString();
	}

	private static String dayAndTime(SummaryTime time) {
		return (time.local() != null) ? DAY.format(time.date()) + ", " + TIME.format(time.local())
				: DAY.format(time.date());
	}

	/** An end, without a day that is that of the start. */
	private static String dayAndTime(SummaryTime end, LocalDate startDay) {
		if (!end.date().equals(startDay)) {
			return dayAndTime(end);
		}
		return (end.local() != null) ? TIME.format(end.local()) : "";
	}

	/** Such as {@code 12.5–20 EUR}. */
	static String price(SummaryPriceRange price) {
		String min = plain(price.min());
		String max = plain(price.max());
		return (min.equals(max) ? min : min + "–" + max) + " " + price.currency();
	}

	static String plain(BigDecimal amount) {
		return amount.toPlainString();
	}

	/** The name of an enum value as words. */
	static String words(String enumValue) {
		return enumValue.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** Text of a publisher, which cannot begin a line of its own. */
	static String oneLine(String text) {
		return text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
	}

	/** The beginning of a text of a publisher. */
	static String shortened(String text, int maxLength) {
		if (text.codePointCount(0, text.length()) <= maxLength) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, maxLength)) + "…";
	}

}
