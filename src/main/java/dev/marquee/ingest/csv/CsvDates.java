package dev.marquee.ingest.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates and times of a table.
 *
 * @param isDayFirst whether the day comes first in {@code 05/06/2026}
 * @param today the date of the import, in UTC: a date without a year is the next such day
 */
record CsvDates(boolean isDayFirst, LocalDate today) {

	private static final Pattern NUMERIC = Pattern.compile(
			"(?:\\p{L}{2,10}\\.?,?\\s+)?(\\d{1,4})\\s?([./-])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{4}|\\d{2})\\b\\.?,?\\s*(.*)");

	/** The days since the end of 1899, as Excel counts; those of 1982 to 2064. */
	private static final Pattern EXCEL = Pattern.compile("([3-5]\\d{4})(?:[.,]0*)?");

	private static final LocalDate EXCEL_EPOCH = LocalDate.of(1899, 12, 30);

	private static final int LAST_YEAR_OF_CENTURY = 69;

	/** Whether a numeric date shows which number is the day; null if it does not. */
	static @Nullable Boolean showsDayFirst(String value) {
		Matcher form = NUMERIC.matcher(value);
		if (!form.matches() || form.group(1).length() > 2) {
			return null;
		}
		int first = Integer.parseInt(form.group(1));
		int second = Integer.parseInt(form.group(3));
		return (first > 12 && second <= 12) ? Boolean.TRUE : (second > 12 && first <= 12) ? Boolean.FALSE : null;
	}

	/** Whether a numeric date can be read in two ways. */
	static boolean isAmbiguous(String value) {
		Matcher form = NUMERIC.matcher(value);
		return form.matches() && form.group(2).equals("/") && form.group(1).length() <= 2
				&& showsDayFirst(value) == null && !form.group(1).equals(form.group(3));
	}

	/**
	 * The start or end in one or two columns; empty if there is none or it cannot be
	 * read, which is reported.
	 * @param whole the field of date and time
	 * @param date the field of the date
	 * @param time the field of the time
	 */
	Optional<DateTimeRange> read(CsvRow row, CsvField whole, CsvField date, CsvField time, DocumentProblems problems) {
		CsvField field = (row.value(date) != null) ? date : whole;
		String value = row.value(field);
		if (value == null) {
			return Optional.empty();
		}
		Optional<DateTimeRange> range = read(value, row, field, problems);
		if (range.isEmpty()) {
			problems.warn(row.location(field), "date_unreadable",
					'`' + field.title() + "` cannot be read as a date and was dropped.", value);
			return Optional.empty();
		}
		String timeValue = row.value(time);
		PartialDateTime start = range.get().start();
		if (start.hasTime()) {
			return range;
		}
		if (timeValue == null) {
			return (field == date) ? timeIn(row, whole, start.date()).or(() -> range) : range;
		}
		Optional<DateTimeRange> times = readTime(start.date(), timeValue, row, time, problems);
		if (times.isEmpty()) {
			problems.warn(row.location(time), "time_unreadable",
					'`' + time.title() + "` cannot be read as a time and was dropped.", timeValue);
		}
		return times.or(() -> range);
	}

	/** Some tables have a column for the day, and one named as the start for its time. */
	private Optional<DateTimeRange> timeIn(CsvRow row, CsvField whole, LocalDate date) {
		String value = row.value(whole);
		return (value == null) ? Optional.empty() : readTime(date, value, row, whole, new DocumentProblems())
			.or(() -> read(value, row, whole, new DocumentProblems()).filter((range) -> range.start().hasTime()));
	}

	/** The time of a day, or from one time to another. */
	Optional<DateTimeRange> readTime(LocalDate date, String value, CsvRow row, CsvField field,
			DocumentProblems problems) {
		DateTimeReader reader = new DateTimeReader(problems);
		String time = normalizedTime(value);
		return reader.readRange(date + " " + time, row.location(field))
			.filter((range) -> range.start().hasTime() && range.start().date().equals(date));
	}

	private Optional<DateTimeRange> read(String value, CsvRow row, CsvField field, DocumentProblems problems) {
		DateTimeReader reader = new DateTimeReader(problems, null, this.today);
		Matcher excel = EXCEL.matcher(value);
		if (excel.matches()) {
			return Optional.of(new DateTimeRange(
					new PartialDateTime(EXCEL_EPOCH.plusDays(Integer.parseInt(excel.group(1))), null, null), null));
		}
		Matcher form = NUMERIC.matcher(value);
		Optional<LocalDate> date = form.matches() ? numericDate(form) : Optional.empty();
		if (date.isEmpty()) {
			return reader.readRange(value, row.location(field));
		}
		String time = form.group(5).strip();
		return time.isEmpty() ? Optional.of(new DateTimeRange(new PartialDateTime(date.get(), null, null), null))
				: readTime(date.get(), time, row, field, problems)
					.or(() -> reader.readRange(value, row.location(field)));
	}

	private Optional<LocalDate> numericDate(Matcher form) {
		int first = Integer.parseInt(form.group(1));
		int second = Integer.parseInt(form.group(3));
		int last = Integer.parseInt(form.group(4));
		if (form.group(1).length() == 3 || (form.group(1).length() == 4 && form.group(4).length() == 4)) {
			return Optional.empty();
		}
		try {
			if (form.group(1).length() == 4) {
				return Optional.of(LocalDate.of(first, second, last));
			}
			int year = (form.group(4).length() == 4) ? last : last + ((last > LAST_YEAR_OF_CENTURY) ? 1900 : 2000);
			boolean isDayFirst = !form.group(2).equals("/") || this.isDayFirst;
			boolean isSwapped = isDayFirst ? second > 12 : first > 12;
			boolean hasDayFirst = isDayFirst != isSwapped;
			return Optional.of(LocalDate.of(year, hasDayFirst ? second : first, hasDayFirst ? first : second));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * EventON writes {@code 7:30:PM}; others {@code 19.30}, {@code 1930} or
	 * {@code 19:30:00}.
	 */
	private static String normalizedTime(String value) {
		return value.strip()
			.replaceFirst("^[T,]\\s*", "")
			.replaceAll("(?i):\\s*([ap]\\.?m)", " $1")
			.replaceFirst("^(\\d{2})(\\d{2})$", "$1:$2")
			.replaceFirst("^(\\d{1,2}:\\d{2}):00(?![\\d])", "$1");
	}

	/** The time in the zone of a column of its own, if it has no zone. */
	static PartialDateTime inZone(PartialDateTime dateTime, @Nullable ZoneId zone) {
		return (zone != null && dateTime.zone() == null && dateTime.hasTime()) ? dateTime.withZone(zone) : dateTime;
	}

}
