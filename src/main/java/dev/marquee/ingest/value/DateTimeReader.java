package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Parses date-times and ranges as listings write them:
 * {@code Fri, 20 Feb, 2026 at 12:30 pm to 02:00 pm}, or ISO 8601.
 */
public class DateTimeReader {

	private static final int MAX_LENGTH = 200;

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

	private static final String TIME = "(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d{2}))?(?::(?<second>\\d{2})(?:[.,]\\d{1,9})?)?"
			+ "(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?(?<clock>\\s?(?:uhr|h|hrs)\\b)?";

	private static final String WEEKDAY = "(?:(?<weekday>\\p{L}{2,10}(?:-feira)?)\\.?,?\\s+)?";

	private static final String ZONE = "(?:\\s*\\(?(?<zone>(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,5}|[A-Za-z]+/[A-Za-z_/+-]+\\d*)\\)?)?";

	private static final String AT_TIME = "(?:(?:,?\\s+(?:at|from|um|ab|von|à|de|a las?|alle(?: ore)?|dalle(?: ore)?|ore|às|das)\\s+|,?\\s+|T)"
			+ TIME + ZONE + ")?";

	private static final Pattern[] FORMATS = { Pattern.compile(WEEKDAY
			+ "(?<day>\\d{1,2})(?:st|nd|rd|th|er|º)?\\.?\\s+(?:de\\s+)?(?<month>\\p{L}{3,12})\\.?,?\\s+(?:de\\s+)?(?<year>[12]\\d{3})"
			+ AT_TIME, FLAGS),
			Pattern.compile(
					WEEKDAY + "(?<month>\\p{L}{3,12})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>[12]\\d{3})"
							+ AT_TIME,
					FLAGS),
			Pattern.compile(WEEKDAY + "(?<year>[12]\\d{3})-(?<month>\\d{2})-(?<day>\\d{2})" + AT_TIME, FLAGS) };

	private static final Pattern TIME_ONLY = Pattern.compile(TIME + ZONE, FLAGS);

	private final DocumentProblems problems;

	public DateTimeReader(DocumentProblems problems) {
		this.problems = problems;
	}

	/**
	 * Parses a start and an optional end; empty if the start cannot be parsed.
	 */
	public Optional<DateTimeRange> readRange(String text, DocumentLocation location) {
		return new DateTimeRangeReader(this, this.problems).read(normalized(text), location);
	}

	public Optional<PartialDateTime> read(String text, DocumentLocation location) {
		return matchingFormat(text).flatMap((matcher) -> toDateTime(matcher, location));
	}

	boolean hasDate(String text) {
		return matchingFormat(text).isPresent();
	}

	/**
	 * Parses a time without a date as a time of the given day.
	 */
	Optional<PartialDateTime> readTime(String text, LocalDate date, DocumentLocation location) {
		return Optional.of(TIME_ONLY.matcher(normalized(text)))
			.filter(Matcher::matches)
			.flatMap((matcher) -> toDateTime(date, matcher, location));
	}

	private static Optional<Matcher> matchingFormat(String text) {
		String normalizedText = normalized(text);
		return Arrays.stream(FORMATS)
			.map((format) -> format.matcher(normalizedText))
			.filter(Matcher::matches)
			.findFirst();
	}

	private static String normalized(String text) {
		String line = PlainText.singleLine(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
		return line.replace('\u2013', '-').replace('\u2014', '-').replace('\u2212', '-');
	}

	private Optional<PartialDateTime> toDateTime(Matcher matcher, DocumentLocation location) {
		try {
			LocalDate date = LocalDate.of(Integer.parseInt(matcher.group("year")), month(matcher.group("month")),
					Integer.parseInt(matcher.group("day")));
			warnIfWrongWeekday(matcher.group("weekday"), date, location);
			return toDateTime(date, matcher, location);
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads 24:00 as midnight of the next day.
	 */
	private Optional<PartialDateTime> toDateTime(LocalDate date, Matcher matcher, DocumentLocation location) {
		boolean isEndOfDay = "24".equals(matcher.group("hour")) && "00".equals(matcher.group("minute"));
		try {
			return Optional.of(new PartialDateTime(isEndOfDay ? date.plusDays(1) : date,
					isEndOfDay ? LocalTime.MIDNIGHT : time(matcher, location), zone(matcher.group("zone"), location)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private @Nullable LocalTime time(Matcher matcher, DocumentLocation location) {
		if (matcher.group("hour") == null) {
			return null;
		}
		int hour = Integer.parseInt(matcher.group("hour"));
		String meridiem = matcher.group("half");
		boolean isBareHour = meridiem == null && matcher.group("minute") == null && matcher.group("clock") == null;
		if (isBareHour || (meridiem != null && (hour < 1 || hour > 12))) {
			throw new DateTimeException("not a time of day");
		}
		if (matcher.group("second") != null && Integer.parseInt(matcher.group("second")) != 0) {
			this.problems.warn(location, "seconds_dropped",
					"Times have a precision of one minute: the seconds were dropped.");
		}
		int minute = (matcher.group("minute") != null) ? Integer.parseInt(matcher.group("minute")) : 0;
		return LocalTime.of((meridiem != null) ? hour % 12 + (meridiem.equalsIgnoreCase("p") ? 12 : 0) : hour, minute);
	}

	private @Nullable ZoneId zone(@Nullable String name, DocumentLocation location) {
		if (name == null) {
			return null;
		}
		Optional<ZoneId> zone = TimeZoneNames.parse(name);
		if (zone.isEmpty()) {
			this.problems.warn(location, "zone_unknown",
					"The time zone " + UntrustedText.quote(name) + " is unknown and was dropped.");
		}
		return zone.orElse(null);
	}

	private static int month(String name) {
		if (Character.isDigit(name.charAt(0))) {
			return Integer.parseInt(name);
		}
		return CalendarNames.month(name).orElseThrow(() -> new DateTimeException("not a month")).getValue();
	}

	private void warnIfWrongWeekday(@Nullable String name, LocalDate date, DocumentLocation location) {
		if (name != null && !CalendarNames.weekdays(name).contains(date.getDayOfWeek())) {
			this.problems.warn(location, "weekday_wrong",
					date + " is not a " + UntrustedText.quote(name) + ": the weekday was ignored.");
		}
	}

	/**
	 * A start and an optional end.
	 */
	public record DateTimeRange(PartialDateTime start, @Nullable PartialDateTime end) {
	}

}
