package fanout;

import java.util.Locale;

/**
 * Marks the name of an event with the number of a change, so that a subscriber finds the change without parsing JSON.
 */
final class ChangeMarker {

	private static final char DELIMITER = '~';

	private static final int DIGITS = 7;

	/** The PostgreSQL regular expression of a marker at the end of a name. */
	static final String PATTERN = " ~\\d+~$";

	private ChangeMarker() {
	}

	static String of(int number) {
		return String.format(Locale.ROOT, " %c%0" + DIGITS + "d%c", DELIMITER, number, DELIMITER);
	}

	/** @return the number of the change, or -1 if there is no marker */
	static int find(byte[] bytes, int from, int to) {
		for (int i = from; i < to - DIGITS - 1; i++) {
			if (bytes[i] == DELIMITER && bytes[i + DIGITS + 1] == DELIMITER) {
				return number(bytes, i + 1);
			}
		}
		return -1;
	}

	private static int number(byte[] bytes, int from) {
		int number = 0;
		for (int i = from; i < from + DIGITS; i++) {
			number = number * 10 + bytes[i] - '0';
		}
		return number;
	}

}
