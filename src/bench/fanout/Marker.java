package fanout;

import java.util.Locale;

/**
 * A change's number within the name that the change gives to an event, so that it can be found without reading JSON.
 */
final class Marker {

	private static final char MARK = '~';

	private static final int DIGITS = 7;

	/** Finds markers at the end of names, for PostgreSQL. */
	static final String PATTERN = " ~\\d+~$";

	private Marker() {
	}

	static String of(int number) {
		return String.format(Locale.ROOT, " %c%0" + DIGITS + "d%c", MARK, number, MARK);
	}

	/** @return the number, or -1 if there is none */
	static int find(byte[] bytes, int from, int to) {
		for (int i = from; i < to - DIGITS - 1; i++) {
			if (bytes[i] == MARK && bytes[i + DIGITS + 1] == MARK) {
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
