package dev.marquee.intake;

import java.util.regex.Pattern;

/**
 * Text from outside in a message: it can neither flood a terminal nor command it, nor
 * forge a line.
 */
final class Quotation {

	private static final int LONGEST = 80;

	private static final Pattern COMMANDING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

	private Quotation() {
	}

	/**
	 * The beginning of the text between quotation marks.
	 */
	static String of(String text) {
		return '"' + escaped(cut(text, LONGEST)) + '"';
	}

	/**
	 * The text with escapes for what a terminal would obey.
	 */
	static String escaped(String text) {
		return COMMANDING.matcher(text).replaceAll((match) -> {
			int character = match.group().codePointAt(0);
			return String.format("\\\\u%04X", character);
		});
	}

	/**
	 * The first characters, and a sign that there were more.
	 */
	static String cut(String text, int longest) {
		if (text.codePointCount(0, text.length()) <= longest) {
			return text;
		}
		return text.substring(0, text.offsetByCodePoints(0, longest)) + '\u2026';
	}

}
