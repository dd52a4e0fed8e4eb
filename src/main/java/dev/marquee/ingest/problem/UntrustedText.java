package dev.marquee.ingest.problem;

import java.util.regex.Pattern;

/**
 * Text from outside in a message: it can neither flood a terminal nor command it, nor
 * forge a line.
 */
public final class UntrustedText {

	private static final int MAX_LENGTH = 80;

	private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

	private UntrustedText() {
	}

	/**
	 * The beginning of the text between quotation marks.
	 */
	public static String quote(String text) {
		return '"' + escape(abbreviate(text, MAX_LENGTH)) + '"';
	}

	/**
	 * The text with escapes for what a terminal would obey.
	 */
	public static String escape(String text) {
		return CONTROL_CHARACTERS.matcher(text).replaceAll((match) -> {
			int character = match.group().codePointAt(0);
			return String.format("\\\\u%04X", character);
		});
	}

	/**
	 * The first characters, and a sign that there were more.
	 */
	public static String abbreviate(String text, int maxLength) {
		if (text.codePointCount(0, text.length()) <= maxLength) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, maxLength)) + '\u2026';
	}

}
