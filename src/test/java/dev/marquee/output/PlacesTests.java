package dev.marquee.output;

import dev.marquee.output.ListedEvent.ListedVenue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlacesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Mill Lane 9                   | 10115 | Berlin  | Berlin | Germany | Hall, Mill Lane 9, 10115 Berlin, Germany
					1 Main St                     | 62701 | Springfield | IL | US      | Hall, 1 Main St, 62701 Springfield, IL, US
					Kai 1, 20457 Hamburg, Germany | 20457 | Hamburg |        | Germany | Hall, Kai 1, 20457 Hamburg, Germany
					Rue 1, Orléans                |       | ORLEANS |        | France  | Hall, Rue 1, Orléans
					Mill Lane 9                   |       |         |        | Germany | Hall, Mill Lane 9
					                              | 10115 | Berlin  | Berlin | Germany | Hall, Berlin, Berlin, Germany
					""")
	void addressOfAStreetIsFollowedByTheCity(@Nullable String address, @Nullable String postalCode,
			@Nullable String city, @Nullable String state, String country, String expected) {
		ListedVenue venue = new ListedVenue("ven_1", "Hall", address, null, postalCode, city, state, country, null,
				null, null, null);
		assertThat(Places.onOneLine(venue)).isEqualTo(expected);
	}

}
