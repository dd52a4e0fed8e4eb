package dev.marquee.ingest.value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CountryCodesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Antigua and Barbuda               | AG
			Antigua & Barbuda                 | AG
			U.K.                              | GB
			U. S. A.                          | US
			The Bahamas                       | BS
			Kosovo                            | XK
			Косово                            | XK
			DR Congo                          | CD
			Congo, Republic of the            | CG
			Swaziland                         | SZ
			East Timor                        | TL
			Hong Kong SAR                     | HK
			Korea, Republic of                | KR
			Iran, Islamic Republic of         | IR
			State of Palestine                | PS
			Côte d’Ivoire                     | CI
			St. Lucia                         | LC
			Die Schweiz                       | CH
			Les Pays-Bas                      | NL
			Ελλάδα                            | GR
			भारत                              | IN
			ประเทศไทย                         | TH
			대한민국                            | KR
			Magyarország                      | HU
			Scotland                          | GB
			ROU                               | RO
			tr                                | TR
			""")
	void namesHaveCodes(String name, String code) {
		assertThat(CountryCodes.code(name)).hasValue(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Atlantis", "xx", "", "the", "&" })
	void otherTextsHaveNone(String name) {
		assertThat(CountryCodes.code(name)).isEmpty();
	}

}
