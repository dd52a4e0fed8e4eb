package dev.marquee.ingest.value;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.event.TicketDetails;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.text.TextFolding;
import dev.marquee.venue.CountryZones;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Finds the country of an address that does not name it, by its state and postal code:
 * {@code Portland, OR 97201} can only be in the United States. Without a country, a venue
 * has no time zone, and its events would be hours off.
 */
public final class AddressCountry {

	private static final Pattern ZIP_CODE = Pattern.compile("\\d{5}(?:-\\d{4})?");

	private static final Pattern CANADIAN = Pattern.compile("[ABCEGHJ-NPRSTVXY]\\d[A-Z] ?\\d[A-Z]\\d");

	private static final Pattern BRITISH = Pattern
		.compile("(?!JE|GY|IM|GX)(?:[A-Z]{1,2}\\d[A-Z\\d]?|GIR) ?\\d[ABD-HJLNP-UW-Z]{2}");

	private static final Pattern DUTCH = Pattern.compile("\\d{4} ?[A-Z]{2}");

	/** Codes and names of the states, as alternatives in a pattern. */
	static final String AMERICAN_STATES = WordTable.lines("us-states.txt")
		.stream()
		.flatMap((line) -> Stream.of(line.values().getFirst(), line.key().substring(0, 2)))
		.collect(Collectors.joining("|"));

	/** The first digits of the ZIP codes of a state, by its folded code or name. */
	private static final Map<String, List<String>> ZIP_CODES = WordTable.lines("us-states.txt")
		.stream()
		.flatMap((line) -> List.of(line.key().substring(0, 2), line.values().getFirst())
			.stream()
			.map((state) -> Map.entry(TextFolding.fold(state), List.of(line.key().substring(3).split(",")))))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

	private static final Map<String, String> COUNTRIES = WordTable.keysByWord("regions.txt");

	private static final Set<String> ISO_COUNTRIES = Set.of(Locale.getISOCountries());

	/** A state that is a country as well. */
	private static final String GEORGIA = "georgia";

	private AddressCountry() {
	}

	/**
	 * The venue with its country, which is reported if the address does not name it.
	 * @param tickets those of the event, whose currency tells the country of a venue that
	 * has no better sign
	 * @param start the start of the event, whose offset contradicts a currency of another
	 * part of the world
	 */
	public static @Nullable VenueDetails complete(@Nullable VenueDetails venue, List<TicketDetails> tickets,
			@Nullable PartialDateTime start, DocumentLocation location, DocumentProblems problems) {
		if (venue == null || venue.countryCode() != null || venue.country() != null) {
			return venue;
		}
		Optional<String> code = find(venue.state(), venue.contact().postalCode()).or(() -> (venue.latitude() == null)
				? ofCurrency(venue.state(), tickets).filter((country) -> hasOffset(country, start)) : Optional.empty());
		if (code.isEmpty()) {
			return venue;
		}
		String country = name(code.get());
		problems.notice(location, "country_assumed", "The address names no country: its state, its postal code or the"
				+ " currency of the tickets is of " + country + ", which became its country.");
		return new VenueDetails(venue.name(), venue.fullAddress(), venue.city(), venue.state(), country, code.get(),
				venue.latitude(), venue.longitude(), venue.contact());
	}

	/**
	 * Whether a time, unless it has no zone, has the offset of one of the country's
	 * zones.
	 */
	private static boolean hasOffset(String country, @Nullable PartialDateTime time) {
		ZoneId zone = (time != null) ? time.zone() : null;
		if (time == null || zone == null) {
			return true;
		}
		ZoneOffset offset = zone.getRules().getOffset(time.local());
		return CountryZones.of(country)
			.stream()
			.anyMatch((candidate) -> candidate.getRules().getOffset(time.local()).equals(offset));
	}

	/**
	 * The country whose code the currency begins with (ISO 4217), such as {@code IN} of
	 * {@code INR}. The dollar of the United States is used elsewhere, too: it confirms a
	 * state.
	 */
	private static Optional<String> ofCurrency(@Nullable String state, List<TicketDetails> tickets) {
		List<String> countries = tickets.stream()
			.flatMap((ticket) -> Stream.ofNullable(ticket.price().currency()))
			.map((currency) -> currency.substring(0, 2))
			.distinct()
			.toList();
		String country = (countries.size() == 1) ? countries.getFirst() : "";
		boolean isTelling = country.equals("US") ? state != null && isAmericanState(state)
				: !country.equals("EU") && ISO_COUNTRIES.contains(country);
		return isTelling ? Optional.of(country) : Optional.empty();
	}

	/**
	 * The country in which this state has this postal code.
	 * @return an ISO 3166-1 alpha-2 code
	 */
	static Optional<String> find(@Nullable String state, @Nullable String postalCode) {
		String region = (state != null) ? TextFolding.fold(state).strip() : "";
		String code = (postalCode != null) ? postalCode.strip().toUpperCase(Locale.ROOT) : "";
		if (isOfUnitedStates(region, code)) {
			return Optional.of("US");
		}
		if (CANADIAN.matcher(code).matches()) {
			return Optional.of("CA");
		}
		if (BRITISH.matcher(code).matches()) {
			return Optional.of("GB");
		}
		if (region.isEmpty() && DUTCH.matcher(code).matches()) {
			return Optional.of("NL");
		}
		return Optional.ofNullable(COUNTRIES.get(region));
	}

	/** By the name of the state, or by its code together with the ZIP code. */
	private static boolean isOfUnitedStates(String region, String code) {
		List<String> zipCodes = ZIP_CODES.get(region);
		if (zipCodes == null) {
			return false;
		}
		return ZIP_CODE.matcher(code).matches() ? zipCodes.stream().anyMatch(code::startsWith)
				: code.isEmpty() && region.length() > 2 && !region.equals(GEORGIA);
	}

	/** Whether a text is the code or the name of a state of the United States. */
	static boolean isAmericanState(String text) {
		return ZIP_CODES.containsKey(TextFolding.fold(text).strip());
	}

	/** The English name of a country. */
	static String name(String code) {
		return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
	}

}
