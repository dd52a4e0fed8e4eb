package dev.marquee.ingest.jsonld;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values of JSON-LD: null if they are missing or unreadable.
 */
class JsonLdValues {

	private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}(?:\\.0+)?");

	private static final Pattern TIME = Pattern.compile("T?(\\d{2}:\\d{2})(?::\\d{2})?(Z|[+-]\\d{2}:?\\d{2})?");

	private final DocumentLocation location;

	private final TextCleaner textCleaner;

	JsonLdValues(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.textCleaner = new TextCleaner(problems);
	}

	@Nullable String singleLine(@Nullable String text, int maxLength, String label) {
		return this.textCleaner.singleLine(text, maxLength, label, this.location);
	}

	@Nullable String multiline(@Nullable String text, int maxLength, String label) {
		return this.textCleaner.multiline(text, maxLength, label, this.location);
	}

	/** A normalized URL, with a warning if it is none. */
	@Nullable String url(@Nullable String text, String label) {
		return this.textCleaner.url(text, label, this.location);
	}

	@Nullable String normalizedUrl(@Nullable String text) {
		return (text != null) ? UrlNormalizer.normalize(text).orElse(null) : null;
	}

	/** The URL of an {@code ImageObject}, or a URL. */
	@Nullable String imageUrl(JsonLdNode owner, String property) {
		return owner.nodes(property).stream().findFirst().map((image) -> url(image.imageUrl(), property)).orElse(null);
	}

	/** A number of 0 or more, or the {@code value} of a {@code QuantitativeValue}. */
	@Nullable Integer wholeNumber(JsonLdNode owner, String property) {
		String text = owner.text(property, "value");
		return (text != null && WHOLE_NUMBER.matcher(text.strip()).matches())
				? Integer.valueOf(text.strip().replaceFirst("\\..*", "")) : null;
	}

	@Nullable PartialDateTime dateTime(@Nullable String text) {
		return (text != null && !text.isBlank())
				? new DateTimeReader(new DocumentProblems()).read(text, this.location).orElse(null) : null;
	}

	/** A date-time, or a time on the day of another one. */
	@Nullable PartialDateTime dateTimeOn(PartialDateTime day, @Nullable String text) {
		if (text == null) {
			return null;
		}
		var time = TIME.matcher(text.strip());
		if (!time.matches()) {
			return dateTime(EventDates.isTimeOnly(text.strip()) ? EventDates.onDay(day, text.strip()) : text);
		}
		String zone = (time.group(2) != null) ? time.group(2) : "";
		PartialDateTime onDay = dateTime(day.date() + "T" + time.group(1) + zone);
		return (onDay != null && onDay.local().isAfter(day.local()))
				? dateTime(day.date().minusDays(1) + "T" + time.group(1) + zone) : onDay;
	}

	/**
	 * An instant. Without an offset, it is in that of the event's start, or else in UTC;
	 * a day without a time begins at midnight.
	 */
	@Nullable Instant instant(@Nullable String text, JsonLdNode event) {
		PartialDateTime dateTime = dateTime(text);
		if (dateTime == null) {
			return null;
		}
		ZoneId zone = dateTime.zone();
		if (zone == null) {
			PartialDateTime start = dateTime(event.text("startDate"));
			zone = (start != null) ? start.zone() : null;
		}
		return dateTime.local().atZone((zone != null) ? zone : ZoneOffset.UTC).toInstant();
	}

}
