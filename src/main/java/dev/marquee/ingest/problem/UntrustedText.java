package dev.marquee.ingest.problem;

import java.util.regex.Pattern;

/**
 * Escapes and shortens input text quoted in messages, so that it cannot flood a terminal,
 * send control sequences to it or forge a line.
 */
public final class UntrustedText {

	private static final int MAX_LENGTH = 80;

	private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

	private UntrustedText() {
	}

	/**
	 * The first {@value #MAX_LENGTH} characters in quotation marks, escaped.
	 */
	public static String quote(String text) {
		return '"' + escape(abbreviate(text, MAX_LENGTH)) + '"';
	}

	/**
	 * Replaces control and format characters by {@code \\uXXXX}.
	 */
	public static String escape(String text) {
		return CONTROL_CHARACTERS.matcher(text).replaceAll((match) -> {
			int character = match.group().codePointAt(0);
			return String.format("\\\\u%04X", character);
		});
	}

	/**
	 * The first {@code maxLength} code points, followed by an ellipsis if there are more.
	 */
	public static String abbreviate(String text, int maxLength) {
		if (text.codePointCount(0, text.length()) <= maxLength) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, maxLength)) + '\u2026';
	}

}
