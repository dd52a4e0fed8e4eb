package dev.marquee.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Folds texts that are to be compared: lower case, compatibility forms, no diacritics.
 */
public final class TextFolding {

	/**
	 * The marks that only modify a letter: those of Latin, Greek and Cyrillic, the points
	 * of Hebrew and the vowel signs of Arabic. In other scripts, such as Devanagari or
	 * Thai, marks are vowels.
	 */
	private static final Pattern DIACRITICS = Pattern
		.compile("[\\u0300-\\u036F\\u0591-\\u05BD\\u05BF-\\u05C7\\u0610-\\u061A\\u064B-\\u065F\\u0670\\u1AB0-\\u1AFF"
				+ "\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]+");

	private TextFolding() {
	}

	/**
	 * The text in lower case and in Unicode's form NFKC, without diacritics.
	 */
	public static String fold(String text) {
		String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
		return Normalizer.normalize(DIACRITICS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT),
				Normalizer.Form.NFC);
	}

}
