package dev.marquee.ingest.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Places on one line.
 */
class PlaceTextTests {

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
