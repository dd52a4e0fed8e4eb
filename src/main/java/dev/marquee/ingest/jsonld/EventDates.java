package dev.marquee.ingest.jsonld;

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

	/** The end, of which some sites write only the time of the day. */
	@Nullable PartialDateTime end(JsonLdNode event, @Nullable PartialDateTime start) {
		String text = event.text("endDate");
		if (start == null || text == null || !TIME_ONLY.matcher(text.strip()).matches()) {
			return dateTime(event, "endDate");
		}
		return this.dates.read(start.date() + "T" + text.strip(), this.location)
			.map((end) -> end.local().isBefore(start.local())
					? new PartialDateTime(end.date().plusDays(1), end.time(), end.zone()) : end)
			.orElse(null);
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
