package dev.marquee.ingest.value;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;

/**
 * Parses ranges of times and days: {@code 20 Feb, 2026 at 10:00 to 12:00},
 * {@code 10:00–12:00}, {@code 20-22 Feb, 2026}.
 */
class DateTimeRangeReader {

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

	private static final Pattern SEPARATOR = Pattern.compile(
			"\\s++(?:to|till|until|bis|hasta|até|-)\\s++|(?<=[:.h]\\d\\d|\\dh)\\s++(?:à|a|às|a las|alle)\\s++(?=\\d)",
			FLAGS);

	/** A hyphen between two times of day; in ISO 8601 it starts an offset instead. */
	private static final Pattern TIME_SEPARATOR = Pattern.compile(
			"(?<=[:.h]\\d\\d|[ap]m|[ap]\\.m\\.|uhr|\\dh)\\s*+-\\s*+(?=\\d{1,2}(?:[:.h]\\d\\d|\\s?[ap]\\.?m\\b|\\s?uhr|h))",
			FLAGS);

	private static final Pattern ISO_DATE_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");

	private static final Pattern DAY_RANGE = Pattern.compile(
			"(?:\\p{L}{2,10}+\\.?,?\\s++)?(\\d{1,2})(?:st|nd|rd|th|er)?\\.?\\s*+(?:-|to|bis)\\s*+(\\d{1,2}(?:st|nd|rd|th)?\\.?\\s++\\p{L}.*)",
			FLAGS);

	private static final Pattern TIME_WITHOUT_MERIDIEM = Pattern.compile(".*\\s\\d{1,2}[:.]\\d\\d");

	private static final Pattern TIME_WITH_MERIDIEM = Pattern.compile("\\d{1,2}(?:[:.]\\d\\d)?\\s?([ap])\\.?m\\.?.*",
			FLAGS);

	private final DateTimeReader dateTimes;

	private final DocumentProblems problems;

	DateTimeRangeReader(DateTimeReader dateTimes, DocumentProblems problems) {
		this.dateTimes = dateTimes;
		this.problems = problems;
	}

	Optional<DateTimeRange> read(String text, DocumentLocation location) {
		Matcher days = DAY_RANGE.matcher(text);
		return days.matches() ? readDays(Integer.parseInt(days.group(1)), days.group(2), location)
				: readTimes(text, location);
	}

	/**
	 * Parses a range of days of one month; month, year and times follow the last day.
	 */
	private Optional<DateTimeRange> readDays(int firstDay, String lastDay, DocumentLocation location) {
		Optional<DateTimeRange> last = readTimes(lastDay, location);
		if (last.isEmpty() || firstDay > last.get().start().date().getDayOfMonth()) {
			return Optional.empty();
		}
		PartialDateTime lastStart = last.get().start();
		try {
			PartialDateTime start = new PartialDateTime(lastStart.date().withDayOfMonth(firstDay), lastStart.time(),
					lastStart.zone());
			PartialDateTime end = last.get().end();
			return Optional.of(new DateTimeRange(start,
					(end != null) ? end : new PartialDateTime(lastStart.date(), null, lastStart.zone())));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private Optional<DateTimeRange> readTimes(String text, DocumentLocation location) {
		String[] sides = SEPARATOR.split(text, 2);
		if (sides.length == 1 && !ISO_DATE_TIME.matcher(text).matches()) {
			sides = TIME_SEPARATOR.split(text, 2);
		}
		if (sides.length == 1) {
			return this.dateTimes.read(text, location).map((dateTime) -> new DateTimeRange(dateTime, null));
		}
		return readStartAndEnd(sides[0], sides[1], location);
	}

	private Optional<DateTimeRange> readStartAndEnd(String from, String until, DocumentLocation location) {
		Optional<PartialDateTime> start = readStart(from, until, location);
		if (start.isEmpty()) {
			return Optional.empty();
		}
		Optional<PartialDateTime> end = this.dateTimes.read(until, location)
			.or(() -> this.dateTimes.readTime(until, start.get().date(), location)
				.map((time) -> rollOverMidnight(start.get(), time, location)));
		if (end.isEmpty() || (start.get().time() == null && !this.dateTimes.hasDate(until))) {
			this.problems.warn(location, "end_unreadable",
					"The end " + UntrustedText.quote(until) + " cannot be parsed and was dropped.");
			return start.map((dateTime) -> new DateTimeRange(dateTime, null));
		}
		return Optional.of(withSharedZone(start.get(), end.get()));
	}

	/**
	 * Parses the start; a missing am/pm or year is taken from the end.
	 */
	private Optional<PartialDateTime> readStart(String from, String until, DocumentLocation location) {
		Matcher meridiem = TIME_WITH_MERIDIEM.matcher(until);
		if (meridiem.matches() && TIME_WITHOUT_MERIDIEM.matcher(from).matches()) {
			Optional<PartialDateTime> startInSameMeridiem = this.dateTimes.read(from + ' ' + meridiem.group(1) + 'm',
					location);
			Optional<PartialDateTime> end = startInSameMeridiem
				.flatMap((start) -> this.dateTimes.readTime(until, start.date(), location));
			if (startInSameMeridiem.isPresent() && end.isPresent()
					&& startInSameMeridiem.get().local().isBefore(end.get().local())) {
				return startInSameMeridiem;
			}
		}
		return this.dateTimes.read(from, location)
			.or(() -> this.dateTimes.read(until, location)
				.flatMap((end) -> this.dateTimes.read(from + ' ' + end.date().getYear(), location)));
	}

	/**
	 * An end time before the start belongs to the next day.
	 */
	private PartialDateTime rollOverMidnight(PartialDateTime start, PartialDateTime end, DocumentLocation location) {
		if (start.time() == null || !end.local().isBefore(start.local())) {
			return end;
		}
		this.problems.warn(location, "end_after_midnight",
				"The end time is before the start time: the next day is assumed.");
		return new PartialDateTime(end.date().plusDays(1), end.time(), end.zone());
	}

	private static DateTimeRange withSharedZone(PartialDateTime start, PartialDateTime end) {
		if (end.zone() == null) {
			return new DateTimeRange(start, end.withZone(start.zone()));
		}
		return new DateTimeRange((start.zone() == null) ? start.withZone(end.zone()) : start, end);
	}

}
