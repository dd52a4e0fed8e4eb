package dev.marquee.intake;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads times and ranges of times as listings write them:
 * {@code Fri, 20 Feb, 2026 at 12:30 pm to 02:00 pm}, or ISO 8601.
 */
class MomentReader {

	private static final int LONGEST = 200;

	private static final Pattern BETWEEN = Pattern.compile("\\s+(?:to|till|until|-)\\s+", Pattern.CASE_INSENSITIVE);

	private static final String TIME = "(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?::(?<second>\\d{2})(?:[.,]\\d{1,9})?)?"
			+ "(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?";

	private static final String WEEKDAY = "(?:(?<weekday>\\p{L}{3,9})\\.?,?\\s+)?";

	private static final String ZONE = "(?:\\s*\\(?(?<zone>(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,5}|[A-Za-z]+/[A-Za-z_/+-]+\\d*)\\)?)?";

	private static final String AT = "(?:(?:,?\\s+at\\s+|,?\\s+|T)" + TIME + ZONE + ")?";

	private static final Pattern[] FORMS = {
			Pattern.compile(WEEKDAY
					+ "(?<day>\\d{1,2})(?:st|nd|rd|th)?\\.?\\s+(?<month>\\p{L}{3,9})\\.?,?\\s+(?<year>[12]\\d{3})" + AT,
					Pattern.CASE_INSENSITIVE),
			Pattern.compile(WEEKDAY
					+ "(?<month>\\p{L}{3,9})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>[12]\\d{3})" + AT,
					Pattern.CASE_INSENSITIVE),
			Pattern.compile(WEEKDAY + "(?<year>[12]\\d{3})-(?<month>\\d{2})-(?<day>\\d{2})" + AT,
					Pattern.CASE_INSENSITIVE) };

	private static final Pattern TIME_ONLY = Pattern.compile(TIME + ZONE, Pattern.CASE_INSENSITIVE);

	private final Problems problems;

	MomentReader(Problems problems) {
		this.problems = problems;
	}

	/**
	 * The start and perhaps the end in this text; empty when there is no start that makes
	 * sense.
	 */
	Optional<Range> readRange(String text, Where where) {
		String[] sides = BETWEEN.split(tidy(text), 2);
		Optional<Moment> start = read(sides[0], where);
		if (start.isEmpty() || sides.length == 1) {
			return start.map((moment) -> new Range(moment, null));
		}
		Optional<Moment> end = read(sides[1], where).or(() -> readEndOfDay(sides[1], start.get(), where));
		if (end.isEmpty()) {
			this.problems.warn(where, "end_unreadable", "the end \"" + sides[1] + "\" cannot be read and is left out");
			return start.map((moment) -> new Range(moment, null));
		}
		return Optional.of(inOneZone(start.get(), end.get()));
	}

	Optional<Moment> read(String text, Where where) {
		String tidy = tidy(text);
		return Arrays.stream(FORMS)
			.map((form) -> form.matcher(tidy))
			.filter(Matcher::matches)
			.findFirst()
			.flatMap((form) -> moment(form, where));
	}

	private static String tidy(String text) {
		String line = PlainText.line(text.substring(0, Math.min(text.length(), LONGEST)));
		return line.replace('\u2013', '-').replace('\u2014', '-').replace('\u2212', '-');
	}

	private static Range inOneZone(Moment start, Moment end) {
		if (end.zone() == null) {
			return new Range(start, end.in(start.zone()));
		}
		return new Range((start.zone() == null) ? start.in(end.zone()) : start, end);
	}

	private Optional<Moment> moment(Matcher form, Where where) {
		try {
			LocalDate date = LocalDate.of(Integer.parseInt(form.group("year")), month(form.group("month")),
					Integer.parseInt(form.group("day")));
			checkWeekday(form.group("weekday"), date, where);
			return Optional.of(new Moment(date, time(form, where), zone(form.group("zone"), where)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * An end that is only a time of day. Before the start, it belongs to the next day.
	 */
	private Optional<Moment> readEndOfDay(String text, Moment start, Where where) {
		Matcher form = TIME_ONLY.matcher(text);
		if (start.time() == null || !form.matches()) {
			return Optional.empty();
		}
		try {
			Moment end = new Moment(start.date(), time(form, where), zone(form.group("zone"), where));
			if (end.time() == null || !end.time().isBefore(start.time())) {
				return Optional.of(end);
			}
			this.problems.warn(where, "end_after_midnight",
					"the end is earlier than the start: taken as the next day's");
			return Optional.of(new Moment(end.date().plusDays(1), end.time(), end.zone()));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private @Nullable LocalTime time(Matcher form, Where where) {
		if (form.group("hour") == null) {
			return null;
		}
		int hour = Integer.parseInt(form.group("hour"));
		String half = form.group("half");
		if ((half == null && form.group("minute") == null) || (half != null && (hour < 1 || hour > 12))) {
			throw new DateTimeException("not a time of day");
		}
		if (form.group("second") != null && Integer.parseInt(form.group("second")) != 0) {
			this.problems.warn(where, "seconds_dropped", "times are kept to the minute: the seconds are left out");
		}
		int minute = (form.group("minute") != null) ? Integer.parseInt(form.group("minute")) : 0;
		return LocalTime.of((half != null) ? hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0) : hour, minute);
	}

	private @Nullable ZoneId zone(@Nullable String name, Where where) {
		if (name == null) {
			return null;
		}
		Optional<ZoneId> zone = Zones.named(name);
		if (zone.isEmpty()) {
			this.problems.warn(where, "zone_unknown", "the time zone \"" + name + "\" is not known and is left out");
		}
		return zone.orElse(null);
	}

	private static int month(String name) {
		if (Character.isDigit(name.charAt(0))) {
			return Integer.parseInt(name);
		}
		String begin = name.substring(0, 3).toUpperCase(Locale.ROOT);
		return Arrays.stream(Month.values())
			.filter((month) -> month.name().startsWith(begin))
			.findFirst()
			.orElseThrow(() -> new DateTimeException("not a month"))
			.getValue();
	}

	private void checkWeekday(@Nullable String name, LocalDate date, Where where) {
		if (name == null) {
			return;
		}
		DayOfWeek weekday = date.getDayOfWeek();
		if (!weekday.name().startsWith(name.substring(0, 3).toUpperCase(Locale.ROOT))) {
			this.problems.warn(where, "weekday_wrong",
					date + " is not a " + name + ": the date is taken, the weekday is not");
		}
	}

	/**
	 * From when until when.
	 */
	record Range(Moment start, @Nullable Moment end) {
	}

}
