package dev.marquee.text;

import java.util.regex.Pattern;

/**
 * URL slugs of names.
 */
public final class Slug {

	private static final Pattern PLUS = Pattern.compile("(?<=[\\p{L}\\p{Nd}+])\\+");

	private static final Pattern SHARP = Pattern.compile("(?<=[\\p{L}\\p{Nd}])#");

	/** A zero-width joiner changes the shape of an Indic letter, not the word. */
	private static final Pattern JOINER = Pattern.compile("\u200D");

	private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]++");

	private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{Nd}]");

	private Slug() {
	}

	/**
	 * The name in lower case without diacritics; each run of characters other than
	 * letters and digits becomes one hyphen. Letters of any script are kept, with the
	 * marks that are vowels there. A plus or number sign at a letter becomes a word, so
	 * that {@code C}, {@code C++} and {@code C#} differ. Empty if the name has neither
	 * letters nor digits.
	 */
	public static String of(String name) {
		String words = SHARP.matcher(PLUS.matcher(name).replaceAll("-plus")).replaceAll("-sharp");
		String folded = JOINER.matcher(TextFolding.fold(words)).replaceAll("");
		String slug = SEPARATORS.matcher(folded).replaceAll("-").replaceAll("^-|-$", "");
		return LETTER.matcher(slug).find() ? slug : "";
	}

}
