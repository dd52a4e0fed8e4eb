package dev.marquee.ingest.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a column of a table of events can have.
 */
enum CsvField {

	NAME, DESCRIPTION, SUMMARY, START, START_DATE, START_TIME, END, END_DATE, END_TIME, TIME_ZONE, ALL_DAY, STATUS,
	PUBLICATION, ATTENDANCE_MODE, URL, JOIN_URL, VENUE, ADDRESS, ADDRESS2, CITY, STATE, POSTAL_CODE, COUNTRY, LATITUDE,
	LONGITUDE, ORGANIZER, ORGANIZER_URL, CATEGORIES, TAGS, IMAGE, PRICE, CURRENCY, TICKET_URL, ID;

	/** The name in options and messages, such as {@code startDate}. */
	String title() {
		String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
		return words[0] + Arrays.stream(words, 1, words.length)
			.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
			.collect(Collectors.joining());
	}

	static Optional<CsvField> ofTitle(String title) {
		return Arrays.stream(values()).filter((field) -> field.title().equalsIgnoreCase(title.strip())).findFirst();
	}

	static String titles() {
		return Arrays.stream(values()).map(CsvField::title).collect(Collectors.joining(", "));
	}

	/** Whether a table without such a column has no events. */
	boolean isStart() {
		return this == START || this == START_DATE;
	}

}
