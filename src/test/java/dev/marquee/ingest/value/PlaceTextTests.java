package dev.marquee.ingest.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Places on one line.
 */
class PlaceTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			Corner Hall, 12 Mill Lane, Bath BA1 1AA                        | Bath       | -        | GB
			Corner Hall, 12 Mill Lane, Bath BA1 1AA, UK                    | Bath       | -        | GB
			Corner Hall, 12 Mill Lane, Bristol, BS1 4ND                    | Bristol    | -        | GB
			3631 Mill Avenue, 4th Floor, Cleveland, OH 44114               | Cleveland  | OH       | US
			3631 Mill Ave. Cleveland, Ohio 44114                           | Cleveland  | Ohio     | US
			County Hall, 2079 East 9th St. Cleveland OH 44115 - Room 4-407 | Cleveland  | OH       | US
			121 N. Mill - Room 1006, Chicago, IL, 60602, US                | Chicago    | IL       | US
			121 N. Mill, Chicago, IL 60602-1234                            | Chicago    | IL       | US
			Corner Hall, 189 Mill St, Toronto, ON                          | Toronto    | ON       | CA
			Corner Hall, Calle Molino 12, Tijuana, BC                      | -          | -        | -
			Corner Park 1615 Mill St NE Minneapolis, MN 55413              | Minneapolis | MN      | US
			Corner Hall, 317 Mill St, Portland, OR                         | Portland   | OR       | US
			Corner Hall, 317 Mill St, Costa Mesa, CA                       | Costa Mesa | CA       | US
			Corner Hall, Portland, Oregon                                  | Portland   | Oregon   | US
			Corner Hall, Cleveland, OH                                     | Cleveland  | OH       | US
			Portland, Oregon, United States of America                     | Portland   | Oregon   | US
			Corner Hall, Portland, Oregon, USA                             | Portland   | Oregon   | US
			Cleveland, OH, USA                                             | Cleveland  | OH       | US
			Corner Hall, New York, USA                                     | New York   | -        | US
			Corner Hall, Portland, Oregon 97214 United States              | Portland   | Oregon   | US
			New York, USA                                                  | -          | -        | US
			Cleveland, OH                                                  | Cleveland  | OH       | US
			Corner Arena, OH                                               | -          | OH       | US
			3631 Mill Ave., Cleveland 4th Fl                               | -          | -        | -
			1200 rue du Moulin                                             | -          | -        | -
			Corner Hall, Zürich, CH                                        | -          | -        | -
			Corner Hall, Tbilisi, Georgia                                  | Tbilisi    | -        | GE
			Corner Hall, 10 King St W, Toronto, ON M5H 1A1                 | Toronto    | ON       | CA
			Corner Hall, Mühlgasse 12, CH-8001 Zürich                      | Zürich     | -        | CH
			Corner Hall, Mühlgasse 12, 1010 Wien                           | Wien       | -        | -
			Corner Hall, Molenstraat 12, 1012 AB Amsterdam                 | Amsterdam  | -        | NL
			Corner Hall, Via del Mulino 12, 20121 Milano MI                | Milano MI  | -        | -
			Corner Hall                                                    | -          | -        | -
			""")
	void townAndCountryAreRead(String text, String city, String state, String countryCode) {
		assertThat(PlaceText.read(text, null)).hasValueSatisfying((venue) -> {
			assertThat(venue.city()).isEqualTo(city);
			assertThat(venue.state()).isEqualTo(state);
			assertThat(venue.countryCode()).isEqualTo(countryCode);
		});
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "OH, 44115, US", "Ohio, -, US", "Oregon, 97201-1234, US", "OH, -, -", "MI, 20121, -",
					"PA, 90133, -", "Georgia, -, -", "-, 44115, -", "ON, M5V 2T6, CA", "Québec, -, CA",
					"-, BS1 4ND, GB", "-, JE2 3AB, -", "Bayern, -, DE", "NSW, 2000, AU", "-, 1012 AB, NL", "-, -, -" })
	void countryIsThatOfTheStateAndThePostalCode(String state, String postalCode, String countryCode) {
		assertThat(AddressCountry.find(state, postalCode).orElse(null)).isEqualTo(countryCode);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "Zoom Telephonic", "Microsoft Teams Remote", "Virtual meeting", "Remote" })
	void meetingsAreOnline(String place) {
		assertThat(PlaceText.isOnline(place)).isTrue();
	}

	/** A word that is also the code of a country names none. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Hall, 1 Mill Lane, Portugal    | PT
			Hall, 1 Mill Lane, USA         | US
			Hall, 1 Mill Lane, and         |
			'Hall, 1 Mill Lane, \\u2028 and' |
			""")
	void countryIsReadWhereItIsCertain(String place, String code) {
		assertThat(PlaceText.read(place.replace("\\u2028", "\u2028"), null).orElseThrow().countryCode())
			.isEqualTo(code);
	}

}
