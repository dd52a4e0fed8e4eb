package dev.marquee.selection;

import java.util.HexFormat;

/**
 * What the marker of a fragment says: its number in the statement and the two halves of
 * the row's UUID.
 *
 * @param stamp where the stamp begins, which goes on to the next quote
 */
record Mark(int number, long high, long low, int stamp) {

	private static final int DIGITS_OF_A_HALF = 16;

	/** Reads {@code 0:01234567-89ab-cdef-0123-456789abcdef:} and what follows. */
	static Mark read(byte[] json, int from) {
		int at = from;
		int number = 0;
		for (; json[at] != ':'; at++) {
			number = number * 10 + json[at] - '0';
		}
		long high = 0;
		long low = 0;
		int digits = 0;
		for (at++; json[at] != ':'; at++) {
			if (json[at] != '-') {
				high = (digits < DIGITS_OF_A_HALF) ? high << 4 | HexFormat.fromHexDigit(json[at]) : high;
				low = low << 4 | HexFormat.fromHexDigit(json[at]);
				digits++;
			}
		}
		return new Mark(number, high, low, at + 1);
	}

	static int endOfString(byte[] json, int from) {
		int at = from;
		while (json[at] != '"') {
			at++;
		}
		return at;
	}

}
