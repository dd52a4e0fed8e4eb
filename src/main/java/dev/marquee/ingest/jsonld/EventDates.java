package dev.marquee.ingest.jsonld;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of one schema.org event.
 */
record EventDates(DateTimeReader dates, DocumentLocation location, DocumentProblems problems) {

	private static final Pattern TIME_ONLY = Pattern
		.compile("\\d{1,2}:\\d{2}(?::\\d{2})?\\s?(?:Z|[+-]\\d{2}:?\\d{2}|[AaPp]\\.?[Mm]\\.?)?");

	/** {@code 9 pm}, {@code 21 Uhr}, {@code 21h30} */
	private static final Pattern TIME_IN_WORDS = Pattern
		.compile("\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]\\.?\\s?m\\.?|uhr|h(?:\\d{2})?|noon)", Pattern.CASE_INSENSITIVE);

	private static final Pattern DAYS = Pattern.compile("P[1-9]\\d{0,2}D");

	/** {@code PT1H30M}, also with zero days before it. */
	private static final Pattern HOURS = Pattern
		.compile("P(?:0D)?T(?=\\d)(?:\\d{1,3}H)?(?:\\d{1,4}M)?(?:\\d{1,2}(?:\\.\\d{1,9})?S)?");

	/** The end, of which some sites write only the time of the day. */
	@Nullable PartialDateTime end(JsonLdNode event, @Nullable PartialDateTime start) {
		String text = event.text("endDate");
		if (start != null && (text == null || text.isBlank())) {
			return afterDuration(start, event.text("duration")).orElse(null);
		}
		if (start == null || text == null || !isTimeOnly(text.strip())) {
			return dateTime(event, "endDate");
		}
		return this.dates.read(onDay(start, text.strip()), this.location)
			.map((end) -> end.local().isBefore(start.local())
					? new PartialDateTime(end.date().plusDays(1), end.time(), end.zone()) : end)
			.orElse(null);
	}

	/** Whether a text has a time of the day and no date. */
	static boolean isTimeOnly(String text) {
		return TIME_ONLY.matcher(text).matches() || TIME_IN_WORDS.matcher(text).matches();
	}

	/** A time of the day as text, preceded by the date of another date-time. */
	static String onDay(PartialDateTime day, String time) {
		return day.date() + (TIME_ONLY.matcher(time).matches() ? "T" : " ") + time;
	}

	/**
	 * The end after a duration of ISO 8601: of whole days if the start has no time, else
	 * of hours and minutes. Empty if the duration is none of these, or is zero, which
	 * some programs write for an unknown one.
	 */
	static Optional<PartialDateTime> afterDuration(PartialDateTime start, @Nullable String duration) {
		if (duration == null) {
			return Optional.empty();
		}
		String text = duration.strip();
		if (!start.hasTime() && DAYS.matcher(text).matches()) {
			return Optional.of(new PartialDateTime(start.date().plusDays(Period.parse(text).get(ChronoUnit.DAYS) - 1),
					null, start.zone()));
		}
		if (!start.hasTime() || !HOURS.matcher(text).matches() || Duration.parse(text).isZero()) {
			return Optional.empty();
		}
		LocalDateTime end = start.local().plus(Duration.parse(text));
		return Optional.of(new PartialDateTime(end.toLocalDate(), end.toLocalTime(), start.zone()));
	}

	@Nullable PartialDateTime dateTime(JsonLdNode event, String property) {
		return range(event, property).map(DateTimeReader.DateTimeRange::start).orElse(null);
	}

	/**
	 * The dates in a property, which may have a start and an end; empty if they cannot be
	 * read.
	 */
	Optional<DateTimeReader.DateTimeRange> range(JsonLdNode event, String property) {
		String text = event.text(property);
		if (text == null || text.isBlank()) {
			return Optional.empty();
		}
		Optional<DateTimeReader.DateTimeRange> range = this.dates.readRange(text, this.location);
		if (range.isEmpty()) {
			this.problems.warn(this.location, "date_unreadable",
					"`" + property + "` cannot be parsed and was dropped.");
		}
		return range;
	}

}
