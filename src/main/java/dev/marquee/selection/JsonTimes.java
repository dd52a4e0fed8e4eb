package dev.marquee.selection;

import java.time.LocalDate;

/**
 * Writes times as the scalars of the schema have them, from how PostgreSQL sends them: in
 * days or microseconds from 2000-01-01.
 */
final class JsonTimes {

	/** From 1970-01-01 to 2000-01-01. */
	private static final int DAYS_TO_EPOCH = 10_957;

	private static final long MICROS_OF_DAY = 86_400_000_000L;

	private static final int MICROS_OF_MINUTE = 60_000_000;

	private static final int MICROS_OF_SECOND = 1_000_000;

	private static final int MICROS_OF_MILLI = 1_000;

	private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;

	private final JsonBuffer json;

	JsonTimes(JsonBuffer json) {
		this.json = json;
	}

	/** Adds a day as ISO 8601 writes it. */
	void date(int day) {
		this.json.raw('"');
		day(day);
		this.json.raw('"');
	}

	/** Adds a time without zone, to the minute. */
	void localDateTime(long micros) {
		this.json.raw('"');
		minutes(micros);
		this.json.raw('"');
	}

	/** Adds a moment as RFC 3339 writes it, in UTC with three fraction digits. */
	void dateTime(long micros) {
		this.json.raw('"');
		minutes(micros);
		int ofMinute = (int) Math.floorMod(micros, (long) MICROS_OF_MINUTE);
		this.json.raw(':');
		two(ofMinute / MICROS_OF_SECOND);
		this.json.raw('.');
		int millis = ofMinute % MICROS_OF_SECOND / MICROS_OF_MILLI;
		digit(millis / 100);
		two(millis % 100);
		this.json.raw("Z\"");
	}

	private void minutes(long micros) {
		day((int) Math.floorDiv(micros, MICROS_OF_DAY));
		int minute = (int) (Math.floorMod(micros, MICROS_OF_DAY) / MICROS_OF_MINUTE);
		this.json.raw('T');
		two(minute / 60);
		this.json.raw(':');
		two(minute % 60);
	}

	private void day(int day) {
		LocalDate date = LocalDate.ofEpochDay((long) day + DAYS_TO_EPOCH);
		if (date.getYear() < 0 || date.getYear() > LAST_YEAR_OF_FOUR_DIGITS) {
			this.json.raw(date.toString());
			return;
		}
		two(date.getYear() / 100);
		two(date.getYear() % 100);
		this.json.raw('-');
		two(date.getMonthValue());
		this.json.raw('-');
		two(date.getDayOfMonth());
	}

	private void two(int value) {
		digit(value / 10);
		digit(value % 10);
	}

	private void digit(int value) {
		this.json.raw((char) ('0' + value));
	}

}
