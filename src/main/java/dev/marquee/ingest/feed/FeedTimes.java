package dev.marquee.ingest.feed;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	/** A date of iCalendar, which xCal may have too: {@code 20261103T193000Z}. */
	private static final Pattern BASIC_DATE = Pattern
		.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(?:\\d{2})?(Z?))?");

	private static final Pattern SECONDS = Pattern.compile("(T\\d{2}:\\d{2}):\\d{2}(?:\\.\\d+)?");

	/**
	 * The time in the first of some elements, or in an attribute of {@code gd:when}, and
	 * the end that its text may have; null if it is missing or cannot be read.
	 * @param zone the zone of times without one; null if the venue determines it
	 * @param whenAttribute {@code startTime} or {@code endTime}
	 * @param names the local names of the elements
	 */
	@Nullable DateTimeRange range(@Nullable ZoneId zone, String whenAttribute, String... names) {
		String value = this.markup.eventText(names);
		if (value == null) {
			value = this.markup.event("when").map((when) -> when.getAttributeValue(whenAttribute)).orElse(null);
		}
		if (value == null) {
			return null;
		}
		Optional<DateTimeRange> dateTime = new DateTimeReader(this.problems, null, publicationDay())
			.readRange(extended(value.strip()), this.location)
			.or(() -> rfc822(this.markup.eventText(names)).map((start) -> new DateTimeRange(start, null)));
		if (dateTime.isEmpty()) {
			this.problems.warn(this.location, "date_unreadable",
					"`" + names[0] + "` cannot be read as a date and was dropped.", value);
			return null;
		}
		PartialDateTime end = dateTime.get().end();
		return new DateTimeRange(inZone(dateTime.get().start(), zone), (end != null) ? inZone(end, zone) : null);
	}

	/** A date without a year is the next such day after this one; null if unknown. */
	private @Nullable LocalDate publicationDay() {
		Date published = this.entry.getPublishedDate();
		return (published != null) ? published.toInstant().atZone(ZoneOffset.UTC).toLocalDate() : null;
	}

	private static PartialDateTime inZone(PartialDateTime dateTime, @Nullable ZoneId zone) {
		return (zone != null && dateTime.zone() == null && dateTime.hasTime()) ? dateTime.withZone(zone) : dateTime;
	}

	/** The extended format of ISO 8601, without seconds. */
	private static String extended(String value) {
		Matcher basic = BASIC_DATE.matcher(value);
		if (basic.matches()) {
			return basic.replaceFirst((basic.group(4) != null) ? "$1-$2-$3T$4:$5$6" : "$1-$2-$3");
		}
		return SECONDS.matcher(value).replaceFirst("$1");
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
