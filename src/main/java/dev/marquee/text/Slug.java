package dev.marquee.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * URL slugs of names.
 */
public final class Slug {

	private Slug() {
	}

	/**
	 * The name in lower case without diacritics; each run of characters other than
	 * letters and digits becomes one hyphen. Letters of any script are kept. Empty if the
	 * name has neither letters nor digits.
	 */
	public static String of(String name) {
		String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		String hyphenated = letters.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "-");
		return Normalizer.normalize(hyphenated.replaceAll("^-|-$", ""), Normalizer.Form.NFC);
	}

}
