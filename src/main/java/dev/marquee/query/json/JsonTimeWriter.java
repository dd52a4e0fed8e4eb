package dev.marquee.query.json;

import java.time.LocalDate;

/**
 * Encodes dates and times in the formats of the schema's scalars. PostgreSQL sends them
 * as days or microseconds since 2000-01-01.
 */
final class JsonTimeWriter {

	/** Days from 1970-01-01 to 2000-01-01. */
	private static final int POSTGRES_EPOCH_DAY = 10_957;

	private static final long MICROS_PER_DAY = 86_400_000_000L;

	private static final int MICROS_PER_MINUTE = 60_000_000;

	private static final int MICROS_PER_SECOND = 1_000_000;

	private static final int MICROS_PER_MILLI = 1_000;

	private static final int MAX_FOUR_DIGIT_YEAR = 9999;

	private final JsonBuffer json;

	JsonTimeWriter(JsonBuffer json) {
		this.json = json;
	}

	/** Appends an ISO 8601 date. */
	void appendDate(int day) {
		this.json.appendRaw('"');
		appendDay(day);
		this.json.appendRaw('"');
	}

	/** Appends a date and time without zone, to the minute. */
	void appendLocalDateTime(long micros) {
		this.json.appendRaw('"');
		appendDateAndMinute(micros);
		this.json.appendRaw('"');
	}

	/** Appends an RFC 3339 date-time in UTC with three fraction digits. */
	void appendDateTime(long micros) {
		this.json.appendRaw('"');
		appendDateAndMinute(micros);
		int ofMinute = (int) Math.floorMod(micros, (long) MICROS_PER_MINUTE);
		this.json.appendRaw(':');
		appendTwoDigits(ofMinute / MICROS_PER_SECOND);
		this.json.appendRaw('.');
		int millis = ofMinute % MICROS_PER_SECOND / MICROS_PER_MILLI;
		appendDigit(millis / 100);
		appendTwoDigits(millis % 100);
		this.json.appendRaw("Z\"");
	}

	private void appendDateAndMinute(long micros) {
		appendDay((int) Math.floorDiv(micros, MICROS_PER_DAY));
		int minute = (int) (Math.floorMod(micros, MICROS_PER_DAY) / MICROS_PER_MINUTE);
		this.json.appendRaw('T');
		appendTwoDigits(minute / 60);
		this.json.appendRaw(':');
		appendTwoDigits(minute % 60);
	}

	private void appendDay(int day) {
		LocalDate date = LocalDate.ofEpochDay((long) day + POSTGRES_EPOCH_DAY);
		if (date.getYear() < 0 || date.getYear() > MAX_FOUR_DIGIT_YEAR) {
			this.json.appendRaw(date.toString());
			return;
		}
		appendTwoDigits(date.getYear() / 100);
		appendTwoDigits(date.getYear() % 100);
		this.json.appendRaw('-');
		appendTwoDigits(date.getMonthValue());
		this.json.appendRaw('-');
		appendTwoDigits(date.getDayOfMonth());
	}

	private void appendTwoDigits(int value) {
		appendDigit(value / 10);
		appendDigit(value % 10);
	}

	private void appendDigit(int value) {
		this.json.appendRaw((char) ('0' + value));
	}

}
