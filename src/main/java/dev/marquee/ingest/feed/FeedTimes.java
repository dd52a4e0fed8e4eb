package dev.marquee.ingest.feed;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Optional;

import com.rometools.rome.feed.synd.SyndEntry;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.DateTimeReader.DateTimeRange;
import dev.marquee.ingest.value.PartialDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of an entry.
 */
record FeedTimes(SyndEntry entry, FeedMarkup markup, DocumentLocation location, DocumentProblems problems) {

	/**
	 * The start in the first of some elements, and the end that it may have; null if it
	 * cannot be read.
	 * @param zone the zone of times without one; null if the venue determines it
	 */
	@Nullable DateTimeRange range(@Nullable ZoneId zone, String... names) {
		String value = this.markup.eventText(names);
		if (value == null) {
			value = this.markup.event("when").map((when) -> when.getAttributeValue(names[2] + "Time")).orElse(null);
		}
		if (value == null) {
			return null;
		}
		Optional<DateTimeRange> dateTime = new DateTimeReader(this.problems, null, publicationDay())
			.readRange(withDashes(value), this.location)
			.or(() -> rfc822(this.markup.eventText(names)).map((start) -> new DateTimeRange(start, null)));
		if (dateTime.isEmpty()) {
			this.problems.warn(this.location, "date_unreadable",
					"`" + names[0] + "` cannot be read as a date and was dropped.", value);
			return null;
		}
		PartialDateTime end = dateTime.get().end();
		return new DateTimeRange(inZone(dateTime.get().start(), zone), (end != null) ? inZone(end, zone) : null);
	}

	/** The day after which a date without a year is. */
	private @Nullable LocalDate publicationDay() {
		Date published = this.entry.getPublishedDate();
		return (published != null) ? published.toInstant().atZone(ZoneOffset.UTC).toLocalDate() : null;
	}

	private static PartialDateTime inZone(PartialDateTime dateTime, @Nullable ZoneId zone) {
		return (zone != null && dateTime.zone() == null && dateTime.hasTime()) ? dateTime.withZone(zone) : dateTime;
	}

	/** The date of iCalendar, which xCal may have too, with dashes. */
	private static String withDashes(String value) {
		return value.strip()
			.replaceFirst("^(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(?:\\d{2})?(Z?))?$", "$1-$2-$3T$4:$5$6")
			.replaceFirst("T:$", "")
			.replaceFirst("(T\\d{2}:\\d{2}):\\d{2}(?:\\.\\d+)?", "$1");
	}

	/** The form of {@code pubDate}, such as {@code Tue, 03 Nov 2026 19:30:00 +0100}. */
	private static Optional<PartialDateTime> rfc822(@Nullable String value) {
		try {
			return Optional.ofNullable(value)
				.map((text) -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), ZonedDateTime::from))
				.map((time) -> new PartialDateTime(time.toLocalDate(), time.toLocalTime().withSecond(0),
						time.getZone()));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
