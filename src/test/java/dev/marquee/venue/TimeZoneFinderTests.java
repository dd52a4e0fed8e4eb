package dev.marquee.venue;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.marquee.ingest.ListingFixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeZoneFinderTests {

	private static final LocalDateTime SUMMER = LocalDateTime.parse("2026-07-01T12:00");

	private final TimeZoneFinder zones = ListingFixtures.TIME_ZONES;

	@ParameterizedTest
	@CsvSource({ "37.79088, -122.39253, America/Los_Angeles", "41.14961, -8.61099, Europe/Lisbon",
			"28.12355, -15.43626, Atlantic/Canary", "-33.92487, 18.42406, Africa/Johannesburg",
			"64.14661, -21.94224, Atlantic/Reykjavik" })
	void coordinatesDetermineTheZone(double latitude, double longitude, String zone) {
		assertThat(this.zones.find(venue(null, latitude, longitude), SUMMER)).hasValue(ZoneId.of(zone));
	}

	@Test
	void coordinatesOutsideTheCountryDoNotCount() {
		assertThat(this.zones.find(venue("PT", 40.7306, -73.9866), SUMMER)).isEmpty();
		assertThat(this.zones.find(venue("IE", 40.7306, -73.9866), SUMMER)).hasValue(ZoneId.of("Europe/Dublin"));
		assertThat(this.zones.find(venue("US", 18.4655, -66.1057), SUMMER)).hasValue(ZoneId.of("America/Puerto_Rico"));
	}

	@ParameterizedTest
	@CsvSource({ "US, CA, , America/Los_Angeles", "US, , Brooklyn, America/New_York", "US, TX, El Paso, America/Denver",
			"US, Texas, Dallas, America/Chicago", "US, , Los Angeles, America/Los_Angeles",
			"CA, Québec, Montréal, America/Toronto", "AU, Queensland, , Australia/Brisbane",
			"BR, , São Paulo, America/Sao_Paulo", "RU, , Казань, Europe/Moscow", "ID, Bali, Ubud, Asia/Makassar",
			"CN, , Beijing, Asia/Shanghai", "CN, , 重庆, Asia/Shanghai", "CN, Xinjiang, Kashgar, Asia/Urumqi",
			"ES, , Barcelona, Europe/Madrid", "ES, , Jaén, Europe/Madrid", "PT, , Beja, Europe/Lisbon",
			"NZ, , Gisborne, Pacific/Auckland", "CL, , Iquique, America/Santiago", "US, , Washington, America/New_York",
			"ES, Canarias, , Atlantic/Canary", "ES, , Sevilla, Europe/Madrid", "PT, , Ponta Delgada, Atlantic/Azores" })
	void stateOrCityDeterminesTheZone(String country, String state, String city, String zone) {
		VenueDetails venue = new VenueDetails("Somewhere", null, city, state, null, country, null, null);
		assertThat(this.zones.find(venue, SUMMER)).hasValue(ZoneId.of(zone));
	}

	@Test
	void statedZoneChoosesBetweenThoseOfTheCountry() {
		assertThat(this.zones.find(venue("US", null, null), SUMMER, (zone) -> zone.getId().endsWith("Denver")))
			.hasValue(ZoneId.of("America/Denver"));
	}

	@Test
	void oceanCoordinatesFallBackToTheCountry() {
		assertThat(this.zones.find(venue(null, 0.5, -30.0), SUMMER)).isEmpty();
		assertThat(this.zones.find(venue("IS", 0.5, -30.0), SUMMER)).hasValue(ZoneId.of("Atlantic/Reykjavik"));
	}

	@Test
	void countriesWithOneOffsetHaveAZone() {
		List<String> unknown = Arrays.stream(Locale.getISOCountries())
			.filter((country) -> this.zones.find(venue(country, null, null), SUMMER).isEmpty())
			.toList();
		assertThat(unknown).as("countries with several offsets or without a zone")
			.containsExactlyInAnyOrder("AQ", "AU", "BR", "BV", "CA", "CD", "CL", "CN", "EC", "ES", "FM", "GL", "HM",
					"ID", "KI", "MN", "MX", "NZ", "PF", "PG", "PT", "RU", "UM", "US");
	}

	private static VenueDetails venue(@Nullable String country, @Nullable Double latitude, @Nullable Double longitude) {
		return new VenueDetails("Somewhere", null, null, null, null, country, latitude, longitude);
	}

}
