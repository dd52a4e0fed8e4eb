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
 * Reads ranges of times and days: {@code 20 Feb, 2026 at 10:00 to 12:00},
 * {@code 10:00–12:00}, {@code 20-22 Feb, 2026}.
 */
class DateTimeRangeReader {

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

	private static final Pattern SEPARATOR = Pattern.compile(
			"\\s++(?:to|till|until|bis|hasta|até|-)\\s++|(?<=[:.h]\\d\\d|\\dh)\\s++(?:à|a|às|a las|alle)\\s++(?=\\d)",
			FLAGS);

	/** Between two times of day it is a range; only ISO 8601 puts an offset there. */
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

	private final DocumentProblems documentProblems;

	DateTimeRangeReader(DateTimeReader dateTimes, DocumentProblems documentProblems) {
		this.dateTimes = dateTimes;
		this.documentProblems = documentProblems;
	}

	Optional<DateTimeRange> read(String text, DocumentLocation documentLocation) {
		Matcher days = DAY_RANGE.matcher(text);
		return days.matches() ? readDays(Integer.parseInt(days.group(1)), days.group(2), documentLocation)
				: readTimes(text, documentLocation);
	}

	/**
	 * From one day of a month until another, of which the text goes on to tell.
	 */
	private Optional<DateTimeRange> readDays(int firstDay, String lastDay, DocumentLocation documentLocation) {
		Optional<DateTimeRange> last = readTimes(lastDay, documentLocation);
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

	private Optional<DateTimeRange> readTimes(String text, DocumentLocation documentLocation) {
		String[] sides = SEPARATOR.split(text, 2);
		if (sides.length == 1 && !ISO_DATE_TIME.matcher(text).matches()) {
			sides = TIME_SEPARATOR.split(text, 2);
		}
		if (sides.length == 1) {
			return this.dateTimes.read(text, documentLocation)
				.map((partialDateTime) -> new DateTimeRange(partialDateTime, null));
		}
		return readStartAndEnd(sides[0], sides[1], documentLocation);
	}

	private Optional<DateTimeRange> readStartAndEnd(String from, String until, DocumentLocation documentLocation) {
		Optional<PartialDateTime> start = readStart(from, until, documentLocation);
		if (start.isEmpty()) {
			return Optional.empty();
		}
		Optional<PartialDateTime> end = this.dateTimes.read(until, documentLocation)
			.or(() -> this.dateTimes.readTime(until, start.get().date(), documentLocation)
				.map((time) -> rollOverMidnight(start.get(), time, documentLocation)));
		if (end.isEmpty() || (start.get().time() == null && !this.dateTimes.hasDate(until))) {
			this.documentProblems.warn(documentLocation, "end_unreadable",
					"the end " + UntrustedText.quote(until) + " cannot be read and is left out");
			return start.map((partialDateTime) -> new DateTimeRange(partialDateTime, null));
		}
		return Optional.of(withSharedZone(start.get(), end.get()));
	}

	/**
	 * What a start leaves out stands at the end: the half of the day, the year.
	 */
	private Optional<PartialDateTime> readStart(String from, String until, DocumentLocation documentLocation) {
		Matcher meridiem = TIME_WITH_MERIDIEM.matcher(until);
		if (meridiem.matches() && TIME_WITHOUT_MERIDIEM.matcher(from).matches()) {
			Optional<PartialDateTime> startInSameMeridiem = this.dateTimes.read(from + ' ' + meridiem.group(1) + 'm',
					documentLocation);
			Optional<PartialDateTime> end = startInSameMeridiem
				.flatMap((start) -> this.dateTimes.readTime(until, start.date(), documentLocation));
			if (startInSameMeridiem.isPresent() && end.isPresent()
					&& startInSameMeridiem.get().local().isBefore(end.get().local())) {
				return startInSameMeridiem;
			}
		}
		return this.dateTimes.read(from, documentLocation)
			.or(() -> this.dateTimes.read(until, documentLocation)
				.flatMap((end) -> this.dateTimes.read(from + ' ' + end.date().getYear(), documentLocation)));
	}

	/**
	 * Before the start, it belongs to the next day.
	 */
	private PartialDateTime rollOverMidnight(PartialDateTime start, PartialDateTime end,
			DocumentLocation documentLocation) {
		if (start.time() == null || !end.local().isBefore(start.local())) {
			return end;
		}
		this.documentProblems.warn(documentLocation, "end_after_midnight",
				"the end is earlier than the start: taken as the next day's");
		return new PartialDateTime(end.date().plusDays(1), end.time(), end.zone());
	}

	private static DateTimeRange withSharedZone(PartialDateTime start, PartialDateTime end) {
		if (end.zone() == null) {
			return new DateTimeRange(start, end.withZone(start.zone()));
		}
		return new DateTimeRange((start.zone() == null) ? start.withZone(end.zone()) : start, end);
	}

}
