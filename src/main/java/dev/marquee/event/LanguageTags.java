package dev.marquee.event;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * BCP 47 language tags (RFC 5646) from untrusted text.
 */
public final class LanguageTags {

	private static final int MAX_LENGTH = 35;

	/** Without private use and grandfathered tags. */
	private static final Pattern STORABLE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*");

	/** The codes of ISO 639-1 by English name and by own name, in lower case. */
	private static final Map<String, String> CODES_BY_NAME = Stream.of(Locale.getISOLanguages())
		.flatMap((code) -> Stream.of(Locale.ENGLISH, Locale.of(code))
			.map((locale) -> Map.entry(Locale.of(code).getDisplayLanguage(locale).toLowerCase(Locale.ROOT), code)))
		.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

	private LanguageTags() {
	}

	/**
	 * The tag in canonical form, such as {@code pt-BR} for {@code PT_br}; empty if the
	 * text is not a tag of a language that has a code of ISO 639.
	 */
	public static Optional<String> canonical(String text) {
		String tag = text.strip().replace('_', '-');
		if (tag.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		try {
			Locale locale = new Locale.Builder().setLanguageTag(tag).build();
			return Optional.of(locale.toLanguageTag())
				.filter((canonical) -> STORABLE.matcher(canonical).matches() && !canonical.equals("und"))
				.filter((canonical) -> isKnown(locale));
		}
		catch (IllformedLocaleException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The tag of a text that is a tag, or the name of a language in English or in that
	 * language itself, such as {@code German} or {@code Deutsch}.
	 */
	public static Optional<String> ofTagOrName(String text) {
		return canonical(text).or(() -> Optional.ofNullable(CODES_BY_NAME.get(text.strip().toLowerCase(Locale.ROOT))));
	}

	/** A name of a known language is not its own code. */
	private static boolean isKnown(Locale locale) {
		return !locale.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(locale.getLanguage());
	}

}
