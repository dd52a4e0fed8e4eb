package dev.marquee.ingest.value;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import dev.marquee.text.TextFolding;

/**
 * Finds ISO 3166-1 country codes by country names in all languages that ICU knows, and by
 * what people write besides. Kosovo has the code {@code XK}, which ISO leaves to its
 * users.
 */
public final class CountryCodes {

	private static final String KOSOVO = "XK";

	private static final Pattern OUTSIDE_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

	private static final Pattern POINT_IN_ABBREVIATION = Pattern.compile("(?<=\\b\\p{L})\\.\\s?(?=\\p{L}\\b)");

	private static final Set<String> CODES = Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of(KOSOVO))
		.collect(Collectors.toUnmodifiableSet());

	private static final Map<String, String> ALPHA_3 = Stream.of(Locale.getISOCountries())
		.collect(Collectors.toUnmodifiableMap((code) -> Locale.of("", code).getISO3Country(), (code) -> code));

	/** Their names win where languages use the same name for different countries. */
	private static final List<String> MAIN_LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru",
			"ja", "zh", "ar", "hi");

	private static final Map<String, String> OTHER_NAMES = loadOtherNames();

	private static final Pattern ARTICLE = Pattern
		.compile("^(?:the|la|le|les|l|el|los|las|il|i|lo|gli|die|der|das|den|o|a|os|as|de|het) (?=\\p{L}{3})");

	private CountryCodes() {
	}

	/**
	 * The alpha-2 code for a name, an alpha-2 code or an alpha-3 code.
	 */
	public static Optional<String> code(String name) {
		String upper = name.strip().toUpperCase(Locale.ROOT);
		if (CODES.contains(upper)) {
			return Optional.of(upper);
		}
		if (ALPHA_3.containsKey(upper)) {
			return Optional.of(ALPHA_3.get(upper));
		}
		String key = normalized(name);
		return find(key).or(() -> find(ARTICLE.matcher(key).replaceFirst("")));
	}

	private static Optional<String> find(String key) {
		return Optional.ofNullable(OTHER_NAMES.get(key))
			.or(() -> Optional.ofNullable(LocalizedNames.CODES_BY_NAME.get(key)));
	}

	/**
	 * Words in lower case; {@code &} is read as {@code and}, and {@code U.K.} as
	 * {@code uk}.
	 */
	private static String normalized(String name) {
		String folded = POINT_IN_ABBREVIATION.matcher(TextFolding.fold(name).replace("&", " and ")).replaceAll("");
		return OUTSIDE_WORDS.matcher(folded).replaceAll(" ").strip();
	}

	private static Map<String, String> loadOtherNames() {
		Map<String, String> codes = new HashMap<>();
		for (WordTable.Line line : WordTable.lines("country-names.txt")) {
			line.values().forEach((name) -> codes.put(normalized(name), line.key()));
		}
		return codes;
	}

	/**
	 * Loaded on first use, since building it takes some tenths of a second.
	 */
	private static final class LocalizedNames {

		static final Map<String, String> CODES_BY_NAME = load();

		private static Map<String, String> load() {
			Map<String, String> codes = new HashMap<>();
			Stream<String> others = Stream.of(ULocale.getAvailableLocales())
				.filter((locale) -> locale.getCountry().isEmpty())
				.map(ULocale::getName);
			Stream.concat(MAIN_LANGUAGES.stream(), others).distinct().forEach((language) -> {
				LocaleDisplayNames names = LocaleDisplayNames.getInstance(new ULocale(language));
				CODES.forEach((code) -> codes.putIfAbsent(normalized(names.regionDisplayName(code)), code));
			});
			return codes;
		}

	}

}
