package dev.marquee.ingest.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
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

	private static final Pattern POSTCODE_AND_CITY = Pattern
		.compile("(?:\\p{Lu}{1,3}-)?\\d{3}\\s?\\d{1,2}(?:\\s?\\p{Lu}{2})?\\s+(?<city>\\p{L}[\\p{L} .'/()-]*)");

	private static final Pattern CITY_AND_BRITISH_POSTCODE = Pattern
		.compile("(?<city>\\p{L}[\\p{L} .'-]*?)\\s+\\p{Lu}{1,2}\\d[\\p{Lu}\\d]?\\s?\\d\\p{Lu}{2}");

	private static final Pattern STATE_AND_ZIP_CODE = Pattern.compile("(?<state>\\p{Lu}{2})\\s+\\d{5}(?:-\\d{4})?");

	private static final Pattern STREET = Pattern
		.compile("\\d{1,5}\\p{L}?(?:[-/]\\d{1,5}\\p{L}?)?\\s+\\p{L}.*|\\p{L}.*\\s\\d{1,4}\\s?\\p{L}?(?:[-/]\\d{1,4})?");

	private static final Pattern ONLINE = Pattern
		.compile("(?:(?:on|via|per|über)\\s+)?(?:zoom|zoom meeting|google meet|microsoft teams(?: meeting)?"
				+ "|microsoft teams-besprechung|ms teams|teams|skype(?: for business)?(?: meeting)?|webex|cisco webex"
				+ "|jitsi|jitsi meet|youtube|youtube live|twitch|discord|big ?blue ?button|gotomeeting|livestream)",
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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
		List<String> parts = Arrays.stream(SEPARATOR.split(text.strip())).filter((part) -> !part.isBlank()).toList();
		if (parts.isEmpty() || parts.getFirst().length() > ListingLimits.MAX_NAME_LENGTH) {
			return Optional.empty();
		}
		String name = parts.getFirst();
		boolean isAddress = parts.size() > 1 && STREET.matcher(name).matches();
		List<String> address = isAddress ? parts : parts.subList(1, parts.size());
		String countryName = (parts.size() > 1) ? country(parts.getLast()) : null;
		List<String> withoutCountry = (countryName != null) ? address.subList(0, address.size() - 1) : address;
		Town town = town(withoutCountry, countryName != null);
		String code = (countryName != null) ? CountryCodes.code(countryName).orElse(null) : null;
		return Optional.of(new VenueDetails(name, limited(String.join(", ", address)), town.city(), town.state(),
				countryName, code, (coordinates != null) ? coordinates.latitude() : null,
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

	/** Two letters are more often a state than a country. */
	private static @Nullable String country(String part) {
		String word = part.strip();
		boolean isWord = word.length() > 3 || word.equals("USA") || word.equals("UK") || word.equals("UAE");
		return (isWord && CountryCodes.code(word).isPresent()) ? word : null;
	}

	private static Town town(List<String> parts, boolean hasCountry) {
		for (int index = parts.size() - 1; index >= 0; index--) {
			Matcher state = STATE_AND_ZIP_CODE.matcher(parts.get(index));
			if (state.matches()) {
				return new Town((index > 0) ? parts.get(index - 1) : null, state.group("state"));
			}
			for (Pattern form : List.of(POSTCODE_AND_CITY, CITY_AND_BRITISH_POSTCODE)) {
				Matcher city = form.matcher(parts.get(index));
				if (city.matches()) {
					return new Town(city.group("city").strip(), null);
				}
			}
		}
		boolean isCity = hasCountry && !parts.isEmpty() && parts.getLast().chars().noneMatch(Character::isDigit);
		return new Town(
				(isCity && (parts.size() > 1 || !STREET.matcher(parts.getLast()).matches())) ? parts.getLast() : null,
				null);
	}

	private record Town(@Nullable String city, @Nullable String state) {
	}

}
