package dev.marquee.ingest.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * The town in the parts of an address, where the form of a part is certain: beside a
 * postal code or a state, or before the country.
 *
 * @param countryCode the country that this form is of; null if several have it
 */
record AddressTown(@Nullable String city, @Nullable String state, @Nullable String countryCode) {

	private static final AddressTown UNKNOWN = new AddressTown(null, null, null);

	/** {@code Cleveland, OH 44115}, also without the comma or with a room behind it. */
	private static final Pattern AMERICAN = Pattern.compile("(?:(?<before>.*\\p{L}.*?)[\\s,]+)?(?<state>"
			+ AddressCountry.AMERICAN_STATES + "),?\\s+(?<code>\\d{5}(?:-\\d{4})?)(?:\\s+\\p{Pd}\\s.*)?",
			Pattern.CASE_INSENSITIVE);

	/** {@code Toronto, ON M5V 2T6}. */
	private static final Pattern CANADIAN = Pattern.compile(
			"(?:(?<before>.*\\p{L}.*?)[\\s,]+)?(?<state>\\p{Lu}{2}|\\p{L}{6,}),?\\s+(?<code>[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)");

	/** Those that are no codes of countries. */
	private static final Set<String> CANADIAN_PROVINCES = Set.of("AB", "BC", "MB", "NB", "NS", "ON", "QC");

	private static final Set<String> CITIES_NAMED_AS_STATES = Set.of("new york", "washington");

	private static final Pattern CODE_ALONE = Pattern.compile("\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d");

	private static final Pattern STATE_AND_ZIP_CODE = Pattern.compile("(?<state>\\p{Lu}{2})\\s+\\d{5}(?:-\\d{4})?");

	private static final Pattern CODE_AND_CITY = Pattern.compile(
			"(?:(?<sign>\\p{Lu}{1,3})-)?(?<code>\\d{3}\\s?\\d{1,2}(?:\\s?\\p{Lu}{2})?)\\s+(?<city>\\p{L}[\\p{L} .'/()-]*)");

	private static final Pattern CITY_AND_BRITISH_CODE = Pattern
		.compile("(?:(?<city>\\p{L}[\\p{L} .'-]*?)\\s+)?(?<code>\\p{Lu}{1,2}\\d[\\p{Lu}\\d]?\\s?\\d\\p{Lu}{2})");

	/** A city behind a street, without a comma between them. */
	private static final Pattern STREET_AND_CITY = Pattern.compile(
			".*\\d.*\\b(?i:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|pl|place|pkwy|hwy|ct|court|sq|square|broadway)\\.?(?:\\s+(?:[NS][EW]?|[EW])\\.?)?\\s+(?<city>\\p{Lu}[\\p{L} .'-]*)");

	/** A street whose number looks like a postal code: {@code 3631 Mill Avenue}. */
	private static final Pattern STREET_WORD = Pattern.compile(
			"\\b(?:st|street|ave|avenue|av|rd|road|blvd|boulevard|dr|drive|ln|lane|way|pkwy|parkway|hwy|highway|ct|court|sq|square|broadway|rue|chemin|route|quai|via|viale|corso|calle|carrer|avenida|rua)\\b",
			Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

	/** Words of names that are not those of towns. */
	private static final Pattern BUILDING = Pattern.compile(
			"\\b(?:arena|hall|cent(?:er|re)|theat(?:er|re)|stadium|church|school|park|library|museum|club|hotel|inn|bar|caf[eé]|room|building|university|college|gallery|house|pavilion|auditorium|fairgrounds?|airport|office|studios?|studio|gardens?|restaurant|brewery|tavern|plaza|mall|zoo|farm|ranch|online|various)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NUMBERED_STREET = Pattern.compile("\\d+[A-Za-z]?\\s+\\p{L}.*");

	/** The signs of countries before a postal code, as in {@code CH-8001 Zürich}. */
	private static final Map<String, String> COUNTRY_SIGNS = Map.ofEntries(Map.entry("A", "AT"), Map.entry("B", "BE"),
			Map.entry("CH", "CH"), Map.entry("CZ", "CZ"), Map.entry("D", "DE"), Map.entry("DK", "DK"),
			Map.entry("E", "ES"), Map.entry("F", "FR"), Map.entry("FI", "FI"), Map.entry("FIN", "FI"),
			Map.entry("FL", "LI"), Map.entry("H", "HU"), Map.entry("HR", "HR"), Map.entry("I", "IT"),
			Map.entry("L", "LU"), Map.entry("N", "NO"), Map.entry("NL", "NL"), Map.entry("P", "PT"),
			Map.entry("PL", "PL"), Map.entry("S", "SE"), Map.entry("SE", "SE"), Map.entry("SI", "SI"),
			Map.entry("SK", "SK"), Map.entry("SLO", "SI"));

	/**
	 * Finds the town.
	 * @param parts the name of the place and its address, without the country
	 * @param country the ISO 3166-1 alpha-2 code of the country at the end of the text,
	 * before which the town usually is; null without a country
	 * @param isNameStreet whether the first part is the street, not only a name
	 */
	static AddressTown find(List<String> parts, @Nullable String country, boolean isNameStreet) {
		List<String> joined = withCodesJoined(parts);
		for (int index = joined.size() - 1; index >= 0; index--) {
			String before = (index > 0) ? joined.get(index - 1) : null;
			Optional<AddressTown> town = withCode(joined.get(index), before);
			if (town.isPresent()) {
				return town.get();
			}
		}
		return americanWithoutCode(parts).or(() -> "US".equals(country) ? beforeUnitedStates(parts) : Optional.empty())
			.orElseGet(() -> beforeCountry(parts, country != null, isNameStreet));
	}

	/** Some write the postal code as a part of its own: {@code Chicago, IL, 60602}. */
	private static List<String> withCodesJoined(List<String> parts) {
		List<String> joined = new ArrayList<>();
		for (String part : parts) {
			if (!joined.isEmpty() && CODE_ALONE.matcher(part).matches()) {
				joined.set(joined.size() - 1, joined.getLast() + ' ' + part);
			}
			else {
				joined.add(part);
			}
		}
		return joined;
	}

	private static Optional<AddressTown> withCode(String part, @Nullable String before) {
		for (Pattern form : List.of(AMERICAN, CANADIAN)) {
			Matcher town = form.matcher(part);
			Optional<String> country = town.matches() ? AddressCountry.find(town.group("state"), town.group("code"))
					: Optional.empty();
			if (country.isPresent()) {
				String city = (town.group("before") != null) ? town.group("before") : before;
				return Optional.of(new AddressTown(city(city), town.group("state"), country.get()));
			}
		}
		Matcher state = STATE_AND_ZIP_CODE.matcher(part);
		if (state.matches()) {
			return Optional.of(new AddressTown(before, state.group("state"), null));
		}
		Matcher behind = CODE_AND_CITY.matcher(part);
		if (behind.matches() && !STREET_WORD.matcher(behind.group("city")).find()) {
			String country = (behind.group("sign") != null) ? COUNTRY_SIGNS.get(behind.group("sign")) : null;
			return Optional.of(new AddressTown(behind.group("city").strip(), null,
					(country != null) ? country : AddressCountry.find(null, behind.group("code")).orElse(null)));
		}
		Matcher british = CITY_AND_BRITISH_CODE.matcher(part);
		if (british.matches()) {
			String city = (british.group("city") != null) ? british.group("city") : city(before);
			return Optional
				.of(new AddressTown(city, null, AddressCountry.find(null, british.group("code")).orElse(null)));
		}
		return Optional.empty();
	}

	/**
	 * {@code Portland, Oregon} and {@code Chicago, IL}. A code that is one of a country,
	 * too, counts only behind a street in the American form.
	 */
	private static Optional<AddressTown> americanWithoutCode(List<String> parts) {
		String state = parts.isEmpty() ? "" : parts.getLast();
		String city = (parts.size() > 1) ? city(parts.get(parts.size() - 2)) : null;
		boolean hasStreet = parts.stream()
			.limit(Math.max(0, parts.size() - 2L))
			.anyMatch((part) -> NUMBERED_STREET.matcher(part).matches());
		if (city != null && hasStreet && CANADIAN_PROVINCES.contains(state)) {
			return Optional.of(new AddressTown(city, state, "CA"));
		}
		if (city == null || !AddressCountry.isAmericanState(state)) {
			return Optional.empty();
		}
		boolean isCode = state.length() == 2 && state.equals(state.toUpperCase(Locale.ROOT));
		boolean isClear = isCode ? hasStreet || CountryCodes.code(state).isEmpty()
				: parts.size() > 2 && state.length() > 2 && CountryCodes.code(state).isEmpty();
		boolean isName = parts.size() == 2 && BUILDING.matcher(city).find();
		return isClear ? Optional.of(new AddressTown(isName ? null : city, state, "US")) : Optional.empty();
	}

	/**
	 * {@code Portland, Oregon} before the United States; empty without the name of a
	 * state.
	 */
	private static Optional<AddressTown> beforeUnitedStates(List<String> parts) {
		String state = parts.isEmpty() ? "" : parts.getLast();
		String city = (parts.size() > 1) ? city(parts.get(parts.size() - 2)) : null;
		if (city == null || !AddressCountry.isAmericanState(state)) {
			return Optional.empty();
		}
		if (parts.size() > 2 || !BUILDING.matcher(city).find()) {
			return Optional.of(new AddressTown(city, state, "US"));
		}
		return CITIES_NAMED_AS_STATES.contains(TextFolding.fold(state)) ? Optional.empty()
				: Optional.of(new AddressTown(null, state, "US"));
	}

	private static AddressTown beforeCountry(List<String> parts, boolean hasCountry, boolean isNameStreet) {
		int first = isNameStreet ? 0 : 1;
		if (!hasCountry || parts.size() <= first || parts.getLast().chars().anyMatch(Character::isDigit)) {
			return UNKNOWN;
		}
		boolean isTown = parts.size() - first > 1 || !PlaceText.isStreet(parts.getLast());
		return isTown ? new AddressTown(parts.getLast(), null, null) : UNKNOWN;
	}

	/** A city alone or behind a street; null if the text is neither. */
	private static @Nullable String city(@Nullable String text) {
		if (text == null || text.chars().noneMatch(Character::isDigit)) {
			return text;
		}
		Matcher behindStreet = STREET_AND_CITY.matcher(text);
		return behindStreet.matches() ? behindStreet.group("city") : null;
	}

}
