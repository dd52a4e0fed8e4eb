package dev.marquee.graphql;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/**
 * Coerces local date-times of ISO 8601, to the minute and without a time zone.
 */
class LocalDateTimeCoercing extends TextCoercing<LocalDateTime> {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm")
		.withResolverStyle(ResolverStyle.STRICT);

	LocalDateTimeCoercing() {
		super(LocalDateTime.class);
	}

	@Override
	LocalDateTime parse(String text) {
		try {
			return LocalDateTime.parse(text, FORMAT);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("Expected a local date-time such as 2026-02-20T12:30.", ex);
		}
	}

	@Override
	String format(LocalDateTime value) {
		return FORMAT.format(value);
	}

}
