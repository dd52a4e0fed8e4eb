package dev.marquee.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Reads times and ranges of times as listings write them:
 * {@code Fri, 20 Feb, 2026 at 12:30 pm to 02:00 pm}, or ISO 8601.
 */
class MomentReader {

	private static final int LONGEST = 200;

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

	private static final String TIME = "(?<hour>\\d{1,2})(?:[:.h](?<minute>\\d{2}))?(?::(?<second>\\d{2})(?:[.,]\\d{1,9})?)?"
			+ "(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?(?<clock>\\s?(?:uhr|h|hrs)\\b)?";

	private static final String WEEKDAY = "(?:(?<weekday>\\p{L}{2,10}(?:-feira)?)\\.?,?\\s+)?";

	private static final String ZONE = "(?:\\s*\\(?(?<zone>(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,5}|[A-Za-z]+/[A-Za-z_/+-]+\\d*)\\)?)?";

	private static final String AT = "(?:(?:,?\\s+(?:at|from|um|ab|von|à|de|a las?|alle(?: ore)?|dalle(?: ore)?|ore|às|das)\\s+|,?\\s+|T)"
			+ TIME + ZONE + ")?";

	private static final Pattern[] FORMS = { Pattern.compile(WEEKDAY
			+ "(?<day>\\d{1,2})(?:st|nd|rd|th|er|º)?\\.?\\s+(?:de\\s+)?(?<month>\\p{L}{3,12})\\.?,?\\s+(?:de\\s+)?(?<year>[12]\\d{3})"
			+ AT, FLAGS),
			Pattern.compile(WEEKDAY
					+ "(?<month>\\p{L}{3,12})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>[12]\\d{3})" + AT,
					FLAGS),
			Pattern.compile(WEEKDAY + "(?<year>[12]\\d{3})-(?<month>\\d{2})-(?<day>\\d{2})" + AT, FLAGS) };

	private static final Pattern TIME_ONLY = Pattern.compile(TIME + ZONE, FLAGS);

	private final Problems problems;

	MomentReader(Problems problems) {
		this.problems = problems;
	}

	/**
	 * The start and perhaps the end in this text; empty when there is no start that makes
	 * sense.
	 */
	Optional<Range> readRange(String text, Where where) {
		return new RangeReader(this, this.problems).read(tidy(text), where);
	}

	Optional<Moment> read(String text, Where where) {
		return form(text).flatMap((form) -> moment(form, where));
	}

	boolean isDated(String text) {
		return form(text).isPresent();
	}

	/**
	 * A text that is only a time of this day.
	 */
	Optional<Moment> readTime(String text, LocalDate date, Where where) {
		return Optional.of(TIME_ONLY.matcher(tidy(text)))
			.filter(Matcher::matches)
			.flatMap((form) -> moment(date, form, where));
	}

	private static Optional<Matcher> form(String text) {
		String tidy = tidy(text);
		return Arrays.stream(FORMS).map((form) -> form.matcher(tidy)).filter(Matcher::matches).findFirst();
	}

	private static String tidy(String text) {
		String line = PlainText.line(text.substring(0, Math.min(text.length(), LONGEST)));
		return line.replace('\u2013', '-').replace('\u2014', '-').replace('\u2212', '-');
	}

	private Optional<Moment> moment(Matcher form, Where where) {
		try {
			LocalDate date = LocalDate.of(Integer.parseInt(form.group("year")), month(form.group("month")),
					Integer.parseInt(form.group("day")));
			checkWeekday(form.group("weekday"), date, where);
			return moment(date, form, where);
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The day's 24:00 is the next day's midnight.
	 */
	private Optional<Moment> moment(LocalDate date, Matcher form, Where where) {
		boolean isOver = "24".equals(form.group("hour")) && "00".equals(form.group("minute"));
		try {
			return Optional.of(new Moment(isOver ? date.plusDays(1) : date,
					isOver ? LocalTime.MIDNIGHT : time(form, where), zone(form.group("zone"), where)));
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
		boolean isBare = half == null && form.group("minute") == null && form.group("clock") == null;
		if (isBare || (half != null && (hour < 1 || hour > 12))) {
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
			this.problems.warn(where, "zone_unknown",
					"the time zone " + Quotation.of(name) + " is not known and is left out");
		}
		return zone.orElse(null);
	}

	private static int month(String name) {
		if (Character.isDigit(name.charAt(0))) {
			return Integer.parseInt(name);
		}
		return CalendarWords.month(name).orElseThrow(() -> new DateTimeException("not a month")).getValue();
	}

	private void checkWeekday(@Nullable String name, LocalDate date, Where where) {
		if (name != null && !CalendarWords.weekdays(name).contains(date.getDayOfWeek())) {
			this.problems.warn(where, "weekday_wrong",
					date + " is not a " + Quotation.of(name) + ": the date is taken, the weekday is not");
		}
	}

	/**
	 * From when until when.
	 */
	record Range(Moment start, @Nullable Moment end) {
	}

}
