package dev.marquee.intake;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.intake.MomentReader.Range;

/**
 * Reads ranges of times and days: {@code 20 Feb, 2026 at 10:00 to 12:00},
 * {@code 10:00–12:00}, {@code 20-22 Feb, 2026}.
 */
class RangeReader {

	private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

	private static final Pattern BETWEEN = Pattern.compile(
			"\\s++(?:to|till|until|bis|hasta|até|-)\\s++|(?<=[:.h]\\d\\d|\\dh)\\s++(?:à|a|às|a las|alle)\\s++(?=\\d)",
			FLAGS);

	/** Between two times of day it is a range; only ISO 8601 puts an offset there. */
	private static final Pattern BETWEEN_TIMES = Pattern.compile(
			"(?<=[:.h]\\d\\d|[ap]m|[ap]\\.m\\.|uhr|\\dh)\\s*+-\\s*+(?=\\d{1,2}(?:[:.h]\\d\\d|\\s?[ap]\\.?m\\b|\\s?uhr|h))",
			FLAGS);

	private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");

	private static final Pattern DAYS = Pattern.compile(
			"(?:\\p{L}{2,10}+\\.?,?\\s++)?(\\d{1,2})(?:st|nd|rd|th|er)?\\.?\\s*+(?:-|to|bis)\\s*+(\\d{1,2}(?:st|nd|rd|th)?\\.?\\s++\\p{L}.*)",
			FLAGS);

	private static final Pattern WITHOUT_HALF = Pattern.compile(".*\\s\\d{1,2}[:.]\\d\\d");

	private static final Pattern HALF = Pattern.compile("\\d{1,2}(?:[:.]\\d\\d)?\\s?([ap])\\.?m\\.?.*", FLAGS);

	private final MomentReader moments;

	private final Problems problems;

	RangeReader(MomentReader moments, Problems problems) {
		this.moments = moments;
		this.problems = problems;
	}

	Optional<Range> read(String text, Where where) {
		Matcher days = DAYS.matcher(text);
		return days.matches() ? readDays(Integer.parseInt(days.group(1)), days.group(2), where)
				: readTimes(text, where);
	}

	/**
	 * From one day of a month until another, of which the text goes on to tell.
	 */
	private Optional<Range> readDays(int firstDay, String lastDay, Where where) {
		Optional<Range> last = readTimes(lastDay, where);
		if (last.isEmpty() || firstDay > last.get().start().date().getDayOfMonth()) {
			return Optional.empty();
		}
		Moment told = last.get().start();
		try {
			Moment start = new Moment(told.date().withDayOfMonth(firstDay), told.time(), told.zone());
			Moment end = last.get().end();
			return Optional.of(new Range(start, (end != null) ? end : new Moment(told.date(), null, told.zone())));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private Optional<Range> readTimes(String text, Where where) {
		String[] sides = BETWEEN.split(text, 2);
		if (sides.length == 1 && !ISO.matcher(text).matches()) {
			sides = BETWEEN_TIMES.split(text, 2);
		}
		if (sides.length == 1) {
			return this.moments.read(text, where).map((moment) -> new Range(moment, null));
		}
		return readSides(sides[0], sides[1], where);
	}

	private Optional<Range> readSides(String from, String until, Where where) {
		Optional<Moment> start = readStart(from, until, where);
		if (start.isEmpty()) {
			return Optional.empty();
		}
		Optional<Moment> end = this.moments.read(until, where)
			.or(() -> this.moments.readTime(until, start.get().date(), where)
				.map((time) -> after(start.get(), time, where)));
		if (end.isEmpty() || (start.get().time() == null && !this.moments.isDated(until))) {
			this.problems.warn(where, "end_unreadable",
					"the end " + Quotation.of(until) + " cannot be read and is left out");
			return start.map((moment) -> new Range(moment, null));
		}
		return Optional.of(inOneZone(start.get(), end.get()));
	}

	/**
	 * What a start leaves out stands at the end: the half of the day, the year.
	 */
	private Optional<Moment> readStart(String from, String until, Where where) {
		Matcher half = HALF.matcher(until);
		if (half.matches() && WITHOUT_HALF.matcher(from).matches()) {
			Optional<Moment> inHalf = this.moments.read(from + ' ' + half.group(1) + 'm', where);
			Optional<Moment> end = inHalf.flatMap((start) -> this.moments.readTime(until, start.date(), where));
			if (inHalf.isPresent() && end.isPresent() && inHalf.get().local().isBefore(end.get().local())) {
				return inHalf;
			}
		}
		return this.moments.read(from, where)
			.or(() -> this.moments.read(until, where)
				.flatMap((end) -> this.moments.read(from + ' ' + end.date().getYear(), where)));
	}

	/**
	 * Before the start, it belongs to the next day.
	 */
	private Moment after(Moment start, Moment end, Where where) {
		if (start.time() == null || !end.local().isBefore(start.local())) {
			return end;
		}
		this.problems.warn(where, "end_after_midnight", "the end is earlier than the start: taken as the next day's");
		return new Moment(end.date().plusDays(1), end.time(), end.zone());
	}

	private static Range inOneZone(Moment start, Moment end) {
		if (end.zone() == null) {
			return new Range(start, end.in(start.zone()));
		}
		return new Range((start.zone() == null) ? start.in(end.zone()) : start, end);
	}

}
