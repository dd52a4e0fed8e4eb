package dev.marquee.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names as they stand in addresses.
 */
public final class Slug {

	private Slug() {
	}

	/**
	 * The name in lower-case letters and digits with hyphens between; empty when it has
	 * neither.
	 */
	public static String of(String name) {
		String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		String hyphenated = letters.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "-");
		return Normalizer.normalize(hyphenated.replaceAll("^-|-$", ""), Normalizer.Form.NFC);
	}

}
