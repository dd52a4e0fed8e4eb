package dev.marquee.venue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * The time zones of states and cities in countries with several zones.
 */
final class RegionZones {

	private static final String CITIES = " cities";

	private static final String ELSEWHERE = " elsewhere";

	/** By country and state, or country, state and city. */
	private static final Map<String, ZoneId> STATES = new HashMap<>();

	/** By country and city. */
	private static final Map<String, ZoneId> CITIES_OF_COUNTRY = new HashMap<>();

	static {
		load();
	}

	private RegionZones() {
	}

	/**
	 * The zone of the state or else of the city. A city after which a zone is named, such
	 * as Los Angeles, has that zone. Another city without a state has the zone of the
	 * state with its name, of which it may be the capital.
	 */
	static Optional<ZoneId> find(VenueDetails venue) {
		String country = venue.countryCode();
		if (country == null) {
			return Optional.empty();
		}
		String state = normalized(venue.state());
		String city = normalized(venue.city());
		return Optional.ofNullable(STATES.get(country + ' ' + state + '/' + city))
			.or(() -> Optional.ofNullable(STATES.get(country + ' ' + state)))
			.or(() -> Optional.ofNullable(CITIES_OF_COUNTRY.get(country + ' ' + city)))
			.or(() -> CountryZones.of(country)
				.stream()
				.filter((zone) -> !city.isEmpty() && city.equals(normalized(cityOf(zone))))
				.findFirst())
			.or(() -> Optional.ofNullable(state.isEmpty() ? STATES.get(country + ' ' + city) : null));
	}

	/**
	 * The zone in which more than nine tenths of the people of the country live, if a
	 * state or a city is stated.
	 */
	static Optional<ZoneId> elsewhere(VenueDetails venue) {
		boolean isNamed = !normalized(venue.state()).isEmpty() || !normalized(venue.city()).isEmpty();
		return Optional.ofNullable(isNamed ? STATES.get(venue.countryCode() + ELSEWHERE) : null);
	}

	private static String cityOf(ZoneId zone) {
		return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
	}

	private static String normalized(@Nullable String name) {
		return (name != null) ? TextFolding.fold(name).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip() : "";
	}

	private static void load() {
		InputStream content = Objects.requireNonNull(RegionZones.class.getResourceAsStream("region-zones.txt"));
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
			reader.lines().filter((line) -> !line.startsWith("#")).forEach(RegionZones::addLine);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void addLine(String line) {
		int colon = line.indexOf(':');
		String head = line.substring(0, colon);
		boolean hasCities = head.endsWith(CITIES);
		String country = head.substring(0, 2);
		ZoneId zone = ZoneId.of(head.substring(3, hasCities ? head.length() - CITIES.length() : head.length()));
		Map<String, ZoneId> zones = hasCities ? CITIES_OF_COUNTRY : STATES;
		for (String name : List.of(line.substring(colon + 1).split(","))) {
			int slash = name.indexOf('/');
			String key = (slash < 0) ? normalized(name)
					: normalized(name.substring(0, slash)) + '/' + normalized(name.substring(slash + 1));
			zones.put(country + ' ' + key, zone);
		}
	}

}
