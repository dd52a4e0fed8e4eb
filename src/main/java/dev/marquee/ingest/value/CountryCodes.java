package dev.marquee.ingest.value;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds ISO 3166-1 country codes by country names in many languages.
 */
public final class CountryCodes {

	private static final Set<String> CODES = Set.of(Locale.getISOCountries());

	private static final String[] LANGUAGES = { "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro",
			"el", "da", "sv", "nb", "fi", "tr", "ru", "uk", "ar", "he", "hi", "ja", "ko", "zh" };

	private static final Map<String, String> ALIASES = Map.ofEntries(Map.entry("usa", "US"), Map.entry("uk", "GB"),
			Map.entry("united states of america", "US"), Map.entry("america", "US"), Map.entry("great britain", "GB"),
			Map.entry("britain", "GB"), Map.entry("england", "GB"), Map.entry("scotland", "GB"),
			Map.entry("wales", "GB"), Map.entry("northern ireland", "GB"), Map.entry("republic of ireland", "IE"),
			Map.entry("turkey", "TR"), Map.entry("czech republic", "CZ"), Map.entry("holland", "NL"),
			Map.entry("the netherlands", "NL"), Map.entry("korea", "KR"), Map.entry("republic of korea", "KR"),
			Map.entry("russian federation", "RU"), Map.entry("uae", "AE"), Map.entry("viet nam", "VN"),
			Map.entry("macedonia", "MK"), Map.entry("ivory coast", "CI"), Map.entry("burma", "MM"),
			Map.entry("hong kong", "HK"), Map.entry("macau", "MO"));

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
		String normalizedName = normalized(name);
		return Optional.ofNullable(ALIASES.get(normalizedName))
			.or(() -> Optional.ofNullable(LocalizedNames.CODES_BY_NAME.get(normalizedName)));
	}

	private static String normalized(String name) {
		String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{Mn}+", "");
		return letters.replaceAll("[^\\p{L}\\p{N}]+", " ")
			.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("^u s( a)?$", "usa");
	}

	/**
	 * Loaded on first use, since building it takes some tenths of a second.
	 */
	private static final class LocalizedNames {

		static final Map<String, String> CODES_BY_NAME = load();

		private static Map<String, String> load() {
			Map<String, String> codes = new HashMap<>();
			for (String code : Locale.getISOCountries()) {
				Locale country = Locale.of("", code);
				codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
				Arrays.stream(LANGUAGES)
					.map((language) -> normalized(country.getDisplayCountry(Locale.of(language))))
					.forEach((name) -> codes.putIfAbsent(name, code));
			}
			return codes;
		}

	}

}
