package dev.marquee.output;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads dates and times of events. The parsers of {@code java.time} take a tenth of the
 * time of a calendar, so digits at the usual places are read here, and everything else by
 * them.
 */
final class ListedTimes {

	/** The length of a date, {@code 2026-11-27}. */
	private static final int DATE = 10;

	/** The length of a date and time to the minute, {@code 2026-11-27T20:00}. */
	private static final int MINUTE = 16;

	/** The length of an instant, {@code 2026-11-27T20:00:00.000Z}. */
	private static final int INSTANT = 24;

	private static final int NANOS_PER_MILLI = 1_000_000;

	private ListedTimes() {
	}

	static SimpleModule module() {
		return new SimpleModule()
			.addDeserializer(Instant.class, new TimeDeserializer<>(Instant.class, ListedTimes::instant))
			.addDeserializer(LocalDateTime.class, new TimeDeserializer<>(LocalDateTime.class, ListedTimes::dateTime))
			.addDeserializer(LocalDate.class, new TimeDeserializer<>(LocalDate.class, ListedTimes::date));
	}

	static Instant instant(String text) {
		if (text.length() == INSTANT && text.charAt(MINUTE) == ':' && text.charAt(19) == '.' && text.charAt(23) == 'Z'
				&& hasDigits(text, 17, 19) && hasDigits(text, 20, 23) && isMinute(text)) {
			return minute(text).withSecond(number(text, 17, 19))
				.withNano(number(text, 20, 23) * NANOS_PER_MILLI)
				.toInstant(ZoneOffset.UTC);
		}
		return Instant.parse(text);
	}

	static LocalDateTime dateTime(String text) {
		return (text.length() == MINUTE && isMinute(text)) ? minute(text) : LocalDateTime.parse(text);
	}

	static LocalDate date(String text) {
		return (text.length() == DATE && isDate(text)) ? day(text) : LocalDate.parse(text);
	}

	private static boolean isMinute(String text) {
		return isDate(text) && text.charAt(DATE) == 'T' && hasDigits(text, 11, 13) && text.charAt(13) == ':'
				&& hasDigits(text, 14, MINUTE);
	}

	private static boolean isDate(String text) {
		return hasDigits(text, 0, 4) && text.charAt(4) == '-' && hasDigits(text, 5, 7) && text.charAt(7) == '-'
				&& hasDigits(text, 8, DATE);
	}

	private static LocalDateTime minute(String text) {
		return day(text).atTime(number(text, 11, 13), number(text, 14, MINUTE));
	}

	private static LocalDate day(String text) {
		return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE));
	}

	private static boolean hasDigits(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static int number(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = 10 * number + text.charAt(i) - '0';
		}
		return number;
	}

	private static final class TimeDeserializer<T> extends StdScalarDeserializer<T> {

		private final Function<String, T> parser;

		TimeDeserializer(Class<T> type, Function<String, T> parser) {
			super(type);
			this.parser = parser;
		}

		@Override
		public T deserialize(JsonParser json, DeserializationContext context) {
			return this.parser.apply(json.getString());
		}

	}

}
