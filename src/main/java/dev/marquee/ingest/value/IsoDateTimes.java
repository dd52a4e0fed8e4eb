package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Parses what programs write: ISO 8601, RFC 3339 and RFC 9557 with the usual mistakes,
 * and Unix time.
 */
final class IsoDateTimes {

	private static final String ZONE = "(?:\\s?(?<offset>Z|[+\u2212-]\\d{1,2}(?::?\\d{2}){0,2}))?(?:\\[(?<zone>[A-Za-z0-9_/+-]{1,60})\\])?";

	/** Some programs write the seconds twice. */
	private static final String SECONDS = "(?::?(?<second>\\d{2})(?::\\d{2})?(?:[.,]\\d{1,12})?)?";

	private static final Pattern EXTENDED = Pattern.compile(
			"(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?:(?:T|\\s(?=\\d{1,2}:))(?<hour>\\d{1,2})(?::?(?<minute>\\d{2})"
					+ SECONDS + ")?" + ZONE + ")?T?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern BASIC = Pattern
		.compile("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:T?(?<hour>\\d{2})(?<minute>\\d{2})" + SECONDS + ZONE
				+ ")?", Pattern.CASE_INSENSITIVE);

	private static final Pattern EPOCH = Pattern.compile("-?(?:\\d{9,10}|\\d{12,13})(?:\\.\\d{1,9})?");

	private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

	private static final Pattern WEEK_OR_ORDINAL = Pattern.compile("\\d{4}-(?:W\\d{2}-\\d|\\d{3})");

	private static final Pattern INTERVAL = Pattern.compile("(\\d{4}-?\\d[^/]*?)\\s*(?:/|--)\\s*(P?\\d[^/]*|P[^/]*)");

	/**
	 * An offset with a dash for the minus sign, or with a space for the plus sign, which
	 * the query of a URL is decoded to.
	 */
	private static final Pattern MISSPELLED_OFFSET = Pattern
		.compile("(T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)([\\u2010-\\u2013 ])(\\d{2}:?\\d{2})");

	/** EventON writes the hour twice: {@code 2026-9-18T08-08-30-00}. */
	private static final Pattern EVENTON = Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})T(\\d{1,2})-\\2-(\\d{2})-\\d{2}");

	/** The end of an interval without what it has in common with the start. */
	private static final Pattern END_TIME = Pattern.compile("T?(\\d{1,2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:?\\d{2})?)");

	private static final Pattern END_DAY = Pattern.compile("\\d{2}");

	private static final int MAX_SECONDS_DIGITS = 10;

	private IsoDateTimes() {
	}

	/**
	 * Parses a date-time, an interval or a month; empty if the text is none.
	 * @throws DateTimeException if it is one, but such a time does not exist
	 */
	static Optional<DateTimeRange> parse(String text, DocumentLocation location, DocumentProblems problems) {
		Matcher eventOn = EVENTON.matcher(text);
		if (eventOn.matches()) {
			return parse(eventOn.replaceFirst("$1T$2:$3"), location, problems);
		}
		Matcher misspelled = MISSPELLED_OFFSET.matcher(text);
		if (misspelled.find() && misspelled.end() == text.length()) {
			String sign = misspelled.group(2).isBlank() ? "+" : "-";
			return parse(misspelled.replaceFirst("$1" + sign + "$3"), location, problems);
		}
		Matcher interval = INTERVAL.matcher(text);
		if (interval.matches()) {
			return parseOne(interval.group(1), location, problems).map((start) -> new DateTimeRange(start,
					end(start, interval.group(2), location, problems).orElse(null)));
		}
		if (MONTH.matcher(text).matches()) {
			YearMonth month = YearMonth.parse(text);
			return Optional.of(new DateTimeRange(day(month.atDay(1)), day(month.atEndOfMonth())));
		}
		return parseOne(text, location, problems).map((start) -> new DateTimeRange(start, null));
	}

	/** An end, which may be a duration (ISO 8601). */
	private static Optional<PartialDateTime> end(PartialDateTime start, String text, DocumentLocation location,
			DocumentProblems problems) {
		if (!text.startsWith("P")) {
			Matcher time = END_TIME.matcher(text);
			String whole = time.matches() ? start.date() + "T" + time.group(1)
					: END_DAY.matcher(text).matches() ? start.date().toString().substring(0, 8) + text : text;
			return parseOne(whole, location, problems)
				.map((end) -> (end.zone() == null && end.hasTime()) ? end.withZoneOf(start) : end);
		}
		LocalDateTime end = (text.indexOf('T') >= 0) ? start.local().plus(Duration.parse(text))
				: start.local().plus(Period.parse(text));
		return Optional
			.of(new PartialDateTime(end.toLocalDate(), start.hasTime() ? end.toLocalTime() : null, start.zone()));
	}

	private static Optional<PartialDateTime> parseOne(String text, DocumentLocation location,
			DocumentProblems problems) {
		Matcher extended = EXTENDED.matcher(text);
		if (extended.matches()) {
			return Optional.of(toDateTime(extended, location, problems));
		}
		if (EPOCH.matcher(text).matches()) {
			return Optional.of(ofEpoch(text));
		}
		if (WEEK_OR_ORDINAL.matcher(text).matches()) {
			return Optional.of(day(LocalDate.parse(text,
					(text.indexOf('W') > 0) ? DateTimeFormatter.ISO_WEEK_DATE : DateTimeFormatter.ISO_ORDINAL_DATE)));
		}
		Matcher basic = BASIC.matcher(text);
		return basic.matches() ? Optional.of(toDateTime(basic, location, problems)) : Optional.empty();
	}

	private static PartialDateTime day(LocalDate date) {
		return new PartialDateTime(date, null, null);
	}

	/** Unix time in seconds or milliseconds. */
	private static PartialDateTime ofEpoch(String text) {
		String digits = text.replaceFirst("\\..*", "");
		boolean isSeconds = digits.replace("-", "").length() <= MAX_SECONDS_DIGITS;
		Instant instant = isSeconds ? Instant.ofEpochSecond(Long.parseLong(digits))
				: Instant.ofEpochMilli(Long.parseLong(digits));
		LocalDateTime utc = LocalDateTime.ofInstant(instant, TimeZoneNames.UTC);
		return new PartialDateTime(utc.toLocalDate(), LocalTime.of(utc.getHour(), utc.getMinute()), TimeZoneNames.UTC);
	}

	private static PartialDateTime toDateTime(Matcher matcher, DocumentLocation location, DocumentProblems problems) {
		LocalDate date = LocalDate.of(DateDraft.gregorian(number(matcher, "year")), number(matcher, "month"),
				number(matcher, "day"));
		if (matcher.group("hour") == null) {
			return day(date);
		}
		return toDateTime(date, number(matcher, "hour"), number(matcher, "minute"), number(matcher, "second"),
				zone(matcher), location, problems);
	}

	/** Reads 24:00 as midnight of the next day. */
	static PartialDateTime toDateTime(LocalDate date, int hour, int minute, int second, @Nullable ZoneId zone,
			DocumentLocation location, DocumentProblems problems) {
		boolean isLastSecond = hour == 23 && minute == 59 && second == 59;
		if (second != 0 && !isLastSecond) {
			problems.warn(location, "seconds_dropped",
					"Times have a precision of one minute: the seconds were dropped.");
		}
		boolean isEndOfDay = hour == 24 && minute == 0;
		return new PartialDateTime(isEndOfDay ? date.plusDays(1) : date,
				isEndOfDay ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute), zone);
	}

	private static int number(Matcher matcher, String group) {
		return (matcher.group(group) != null) ? Integer.parseInt(matcher.group(group)) : 0;
	}

	private static @Nullable ZoneId zone(Matcher matcher) {
		Optional<ZoneId> name = Optional.ofNullable(matcher.group("zone")).flatMap(TimeZoneNames::parse);
		return name
			.or(() -> Optional.ofNullable(matcher.group("offset"))
				.map((offset) -> offset.replace('\u2212', '-'))
				.flatMap(TimeZoneNames::parse))
			.orElse(null);
	}

}
