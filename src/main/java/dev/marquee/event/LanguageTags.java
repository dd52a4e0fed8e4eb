package dev.marquee.event;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

	/** In lower case. Java has them too, but it takes seconds to load them all. */
	private static final Map<String, String> CODES_BY_OWN_NAME = Map.ofEntries(Map.entry("deutsch", "de"),
			Map.entry("español", "es"), Map.entry("castellano", "es"), Map.entry("français", "fr"),
			Map.entry("italiano", "it"), Map.entry("português", "pt"), Map.entry("nederlands", "nl"),
			Map.entry("català", "ca"), Map.entry("svenska", "sv"), Map.entry("dansk", "da"), Map.entry("norsk", "no"),
			Map.entry("suomi", "fi"), Map.entry("polski", "pl"), Map.entry("čeština", "cs"), Map.entry("magyar", "hu"),
			Map.entry("türkçe", "tr"), Map.entry("русский", "ru"), Map.entry("українська", "uk"),
			Map.entry("ελληνικά", "el"), Map.entry("עברית", "he"), Map.entry("العربية", "ar"),
			Map.entry("हिन्दी", "hi"), Map.entry("日本語", "ja"), Map.entry("中文", "zh"), Map.entry("한국어", "ko"));

	/** The codes of ISO 639-1 by English name, in lower case. */
	private static final Map<String, String> CODES_BY_ENGLISH_NAME = Stream.of(Locale.getISOLanguages())
		.collect(Collectors.toMap(LanguageTags::englishName, Function.identity(), (first, second) -> first));

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
	 * The tag of a text that is a tag, the English name of a language, or the own name of
	 * a common one, such as {@code German} or {@code Deutsch}.
	 */
	public static Optional<String> ofTagOrName(String text) {
		String name = text.strip().toLowerCase(Locale.ROOT);
		return canonical(text).or(() -> Optional.ofNullable(CODES_BY_ENGLISH_NAME.get(name)))
			.or(() -> Optional.ofNullable(CODES_BY_OWN_NAME.get(name)));
	}

	private static String englishName(String code) {
		return Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
	}

	/** A language without a name is unknown. */
	private static boolean isKnown(Locale locale) {
		return !locale.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(locale.getLanguage());
	}

}
