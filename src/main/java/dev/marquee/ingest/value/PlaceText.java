package dev.marquee.ingest.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads a place in one text, such as {@code Corner Hall, 12 Mill Lane, 04109 Leipzig,
 * Germany}: its name, its address, and city, state and country where their form is
 * certain.
 */
public final class PlaceText {

	/** A comma outside parentheses, or a line break. */
	private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:,(?![^(]*\\))|\\n)\\s*");

	/** Between a postal code and a country without a comma. */
	private static final Pattern CODE_BEFORE_COUNTRY = Pattern
		.compile("(?<=\\d)\\s+(?=(?:USA|United States(?: of America)?|Canada)$)");

	private static final Pattern STREET = Pattern
		.compile("\\d{1,5}\\p{L}?(?:[-/]\\d{1,5}\\p{L}?)?\\s+\\p{L}.*|\\p{L}.*\\s\\d{1,4}\\s?\\p{L}?(?:[-/]\\d{1,4})?");

	private static final Pattern ONLINE = Pattern
		.compile("(?:(?:on|via|per|über)\\s+)?(?:zoom|zoom meeting|google meet|microsoft teams(?: meeting)?"
				+ "|microsoft teams-besprechung|ms teams|teams|skype(?: for business)?(?: meeting)?|webex|cisco webex"
				+ "|zoom telephonic|(?:virtual|remote|online|telephonic)(?: meeting| event)?|(?:microsoft )?teams remote|jitsi|jitsi meet|youtube|youtube live|twitch|discord|big ?blue ?button|gotomeeting|livestream)",
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

	private static final Set<String> COUNTRIES_IN_SHORT = Set.of("USA", "UK", "UAE", "US", "GB");

	private PlaceText() {
	}

	/**
	 * Whether the place is a website or a program to meet in.
	 */
	public static boolean isOnline(String place) {
		String text = place.strip();
		return SchemaOrgVocabulary.isOnline(text) || ONLINE.matcher(text).matches()
				|| text.toLowerCase(Locale.ROOT).matches("https?://\\S+");
	}

	/**
	 * The place; empty if the text is blank or too long for a name.
	 * @param text cleaned, with its line breaks
	 */
	public static Optional<VenueDetails> read(String text, @Nullable Coordinates coordinates) {
		String separated = CODE_BEFORE_COUNTRY.matcher(text.strip()).replaceFirst(", ");
		List<String> parts = Arrays.stream(SEPARATOR.split(separated)).filter((part) -> !part.isBlank()).toList();
		if (parts.isEmpty() || parts.getFirst().length() > ListingLimits.MAX_NAME_LENGTH) {
			return Optional.empty();
		}
		String name = parts.getFirst();
		boolean isAddress = parts.size() > 1 && STREET.matcher(name).matches();
		List<String> address = isAddress ? parts : parts.subList(1, parts.size());
		String countryName = (parts.size() > 1) ? country(parts.getLast()) : null;
		String stated = (countryName != null) ? CountryCodes.code(countryName).orElse(null) : null;
		AddressTown town = AddressTown.find((countryName != null) ? parts.subList(0, parts.size() - 1) : parts, stated,
				isAddress);
		String code = (countryName != null) ? stated : town.countryCode();
		String country = (countryName == null && code != null) ? AddressCountry.name(code) : countryName;
		return Optional.of(new VenueDetails(name, limited(String.join(", ", address)), town.city(), town.state(),
				country, code, (coordinates != null) ? coordinates.latitude() : null,
				(coordinates != null) ? coordinates.longitude() : null));
	}

	/**
	 * The English name of a country that is written as a code, such as {@code de}; other
	 * texts are returned as they are.
	 */
	public static @Nullable String countryName(@Nullable String country) {
		if (country == null || country.length() != 2) {
			return country;
		}
		return CountryCodes.code(country)
			.map((code) -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
			.orElse(country);
	}

	private static @Nullable String limited(String address) {
		return address.isEmpty() ? null : ListingLimits.firstWithinLimit(1000, address);
	}

	/** Other codes of two letters are more often a state than a country. */
	private static @Nullable String country(String part) {
		String word = part.strip();
		boolean isWord = word.length() > 3 || COUNTRIES_IN_SHORT.contains(word);
		return (isWord && CountryCodes.code(word).isPresent()) ? word : null;
	}

	static boolean isStreet(String part) {
		return STREET.matcher(part).matches();
	}

}
