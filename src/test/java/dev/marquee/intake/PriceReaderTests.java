package dev.marquee.intake;

import java.math.BigDecimal;

import dev.marquee.event.Price;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PriceReaderTests {

	private final Problems problems = new Problems();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EUR 25.00       |    | 25      | EUR
			25,00 €         |    | 25      | EUR
			$20             |    | 20      | USD
			$20             | CA | 20      | CAD
			US$20           | CA | 20      | USD
			£12.50          | GB | 12.5    | GBP
			JPY 4500        | JP | 4500    | JPY
			¥4,500          | JP | 4500    | JPY
			1.234,50 €      | DE | 1234.5  | EUR
			USD 1,234.50    |    | 1234.5  | USD
			12 500 Kč       | CZ | 12500   | CZK
			KWD 1.250       | KW | 1250    | KWD
			From EUR 10     |    | 10      | EUR
			EUR 10 - 20     |    | 10      | EUR
			""")
	void amountsAreRead(String text, String country, BigDecimal amount, String currency) {
		Price price = new PriceReader(this.problems, country).read(text, Where.DOCUMENT);
		assertThat(price.kind()).isEqualTo(Price.Kind.PAID);
		assertThat(price.amount()).isEqualByComparingTo(amount);
		assertThat(price.currency()).isEqualTo(currency);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Free", "free", "Gratis", "0", "EUR 0.00", "0,00 €" })
	void nothingToPayIsFree(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, Where.DOCUMENT)).isEqualTo(Price.FREE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ask us", "EUR -5", "99999999999999999 EUR", "" })
	void whatIsNoPriceIsUnknown(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, Where.DOCUMENT).amount()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "25", "25 XYZ", "25 kr" })
	void amountWithoutCurrencyIsPaid(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, Where.DOCUMENT)).isEqualTo(Price.UNTOLD);
		assertThat(this.problems.toList()).extracting(Problem::code).containsExactly("currency_unknown");
	}

}
