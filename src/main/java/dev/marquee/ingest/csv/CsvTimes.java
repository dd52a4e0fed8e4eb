package dev.marquee.ingest.csv;

import java.time.ZoneId;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneIds;
import org.jspecify.annotations.Nullable;

/**
 * The start and end of the event in a row.
 *
 * @param start null if there is none
 * @param end null if there is none
 */
record CsvTimes(@Nullable PartialDateTime start, @Nullable PartialDateTime end) {

	static CsvTimes read(CsvRow row, CsvDates dates, @Nullable ZoneId defaultZone, DocumentProblems problems) {
		Optional<DateTimeRange> start = dates.read(row, CsvField.START, CsvField.START_DATE, CsvField.START_TIME,
				problems);
		if (start.isEmpty()) {
			return new CsvTimes(null, null);
		}
		PartialDateTime from = start.get().start();
		PartialDateTime until = end(row, dates, from, problems).orElse(start.get().end());
		if (CsvRowReader.isTrue(row.value(CsvField.ALL_DAY))) {
			return new CsvTimes(day(from), (until != null) ? day(until) : null);
		}
		ZoneId zone = zone(row, problems).orElse(defaultZone);
		return new CsvTimes(CsvDates.inZone(from, zone), (until != null) ? CsvDates.inZone(until, zone) : null);
	}

	/** A time alone is of the day of the start, or of the next day if it is earlier. */
	private static Optional<PartialDateTime> end(CsvRow row, CsvDates dates, PartialDateTime start,
			DocumentProblems problems) {
		Optional<PartialDateTime> end = dates
			.read(row, CsvField.END, CsvField.END_DATE, CsvField.END_TIME, new DocumentProblems())
			.map(DateTimeRange::start);
		for (CsvField field : new CsvField[] { CsvField.END_TIME, CsvField.END }) {
			String time = row.value(field);
			if (end.isEmpty() && time != null) {
				end = dates.readTime(start.date(), time, row, field, new DocumentProblems())
					.map(DateTimeRange::start)
					.map((found) -> (start.hasTime() && found.local().isBefore(start.local()))
							? new PartialDateTime(found.date().plusDays(1), found.time(), found.zone()) : found);
			}
		}
		String value = (row.value(CsvField.END_DATE) != null) ? row.value(CsvField.END_DATE) : row.value(CsvField.END);
		if (end.isEmpty() && value != null) {
			problems.warn(row.location(CsvField.END_DATE), "date_unreadable",
					"The end cannot be read as a date and was dropped.", value);
		}
		return end;
	}

	private static PartialDateTime day(PartialDateTime dateTime) {
		return new PartialDateTime(dateTime.date(), null, null);
	}

	private static Optional<ZoneId> zone(CsvRow row, DocumentProblems problems) {
		String id = row.value(CsvField.TIME_ZONE);
		if (id == null) {
			return Optional.empty();
		}
		Optional<ZoneId> zone = TimeZoneIds.find(id).or(() -> TimeZoneIds.findOffset(id));
		if (zone.isEmpty()) {
			problems.warn(row.location(CsvField.TIME_ZONE), "zone_unknown",
					"The time zone " + UntrustedText.quote(id) + " is unknown and was dropped.", id);
		}
		return zone;
	}

}
