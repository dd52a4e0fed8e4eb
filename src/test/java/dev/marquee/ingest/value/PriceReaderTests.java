package dev.marquee.ingest.value;

import java.math.BigDecimal;

import dev.marquee.event.Price;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PriceReaderTests {

	private final DocumentProblems problems = new DocumentProblems();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EUR 25.00       |    | 25      | EUR
			25,00 €         |    | 25      | EUR
			$20             |    | 20      | USD
			$25+            |    | 25      | USD
			25,-- €         |    | 25      | EUR
			25€50           |    | 25.50   | EUR
			INR 1,499/-     |    | 1499    | INR
			120 ש"ח         |    | 120     | ILS
			¥380起           | CN | 380     | CNY
			前売3,000円 / 当日3,500円 |   | 3000    | JPY
			$20             | CA | 20      | CAD
			US$20           | CA | 20      | USD
			£12.50          | GB | 12.5    | GBP
			JPY 4500        | JP | 4500    | JPY
			¥4,500          | JP | 4500    | JPY
			1.234,50 €      | DE | 1234.5  | EUR
			USD 1,234.50    |    | 1234.5  | USD
			12 500 Kč       | CZ | 12500   | CZK
			KWD 1.250       | KW | 1.25    | KWD
			BHD 12,500      | BH | 12.5    | BHD
			KWD 1,234.500   | KW | 1234.5  | KWD
			EUR 1.250       |    | 1250    | EUR
			CHF 12’500.50   | CH | 12500.5 | CHF
			ALL TICKETS 10 EUR | | 10      | EUR
			TOP price 30 USD |   | 30      | USD
			10EUR           |    | 10      | EUR
			10 - 20 EUR     |    | 10      | EUR
			Tickets - 5 EUR |    | 5       | EUR
			From EUR 10     |    | 10      | EUR
			EUR 10 - 20     |    | 10      | EUR
			$250            | MX | 250     | MXN
			$9.500          | CL | 9500    | CLP
			USD $15         | CA | 15      | USD
			NZD $15         | AU | 15      | NZD
			$15 CAD         | US | 15      | CAD
			NT$450          | CA | 450     | TWD
			RD$900          |    | 900     | DOP
			R$ 45           | BR | 45      | BRL
			S/ 45           | PE | 45      | PEN
			₹2,50,000       | IN | 250000  | INR
			₹2.5 lakh       | IN | 250000  | INR
			Rs. 750         | IN | 750     | INR
			Rs. 750         | PK | 750     | PKR
			Rp 75.000       | ID | 75000   | IDR
			4,500円          | JP | 4500    | JPY
			2万円            | JP | 20000   | JPY
			250 元           | TW | 250     | TWD
			150 kr          | NO | 150     | NOK
			R120            | ZA | 120     | ZAR
			٤٥ د.إ          | AE | 45      | AED
			45\u202f€       | FR | 45      | EUR
			£8 / £6         | GB | 8       | GBP
			ab 12 €         | DE | 12      | EUR
			12 euros        | FR | 12      | EUR
			100 pesos       | AR | 100     | ARS
			""")
	void amountAndCurrencyAreParsed(String text, String country, BigDecimal amount, String currency) {
		Price price = new PriceReader(this.problems, country).read(text, DocumentLocation.DOCUMENT);
		assertThat(price.priceKind()).isEqualTo(Price.PriceKind.PAID);
		assertThat(price.amount()).isEqualByComparingTo(amount);
		assertThat(price.currency()).isEqualTo(currency);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Free", "free", "Gratis", "0", "EUR 0.00", "0,00 €", "Free entry!", "Admission is free",
			"Eintritt frei", "Entrée libre", "Entrada gratuita", "Ingresso libero", "вход свободный", "入場無料", "무료 입장",
			"免费", "निःशुल्क", "प्रवेश निःशुल्क", "مجانا", "ücretsiz", "No charge", "δωρεάν", "miễn phí" })
	void zeroOrFreeWordIsFree(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, DocumentLocation.DOCUMENT)).isEqualTo(Price.FREE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ask us", "EUR -5", "99999999999999999 EUR", "" })
	void unreadablePriceHasNoAmount(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, DocumentLocation.DOCUMENT).amount()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e5 EUR", "18+ EUR 10", "2 for 1: 30 EUR", "TOP 10 EUR", "EUR 10 or USD 12", "EUR 5k",
			"EUR 10 + 2 fee", "2x 30 EUR" })
	void ambiguousAmountIsDropped(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, DocumentLocation.DOCUMENT))
			.isEqualTo(Price.PAID_UNKNOWN_AMOUNT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("price_unclear");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EUR 0.00001", "EUR 12.123456", "\u22125 EUR", "-EUR 5", "EUR -5", "- 5 EUR" })
	void amountOutOfRangeIsUnknown(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, DocumentLocation.DOCUMENT)).isEqualTo(Price.UNKNOWN);
		assertThat(this.problems.toList()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "1.000, EUR, 1", "12.345, USD, 12.345", "1.250, KWD, 1.25", "12.5, EUR, 12.5" })
	void decimalPointSeparatesFraction(String text, String currency, BigDecimal amount) {
		assertThat(new PriceReader(this.problems, null).readDecimal(text, currency, DocumentLocation.DOCUMENT).amount())
			.isEqualByComparingTo(amount);
	}

	@ParameterizedTest
	@CsvSource({ "Pay what you can, price_open", "auf Spendenbasis, price_open", "Prix libre, price_open",
			"a la gorra, price_open", "$0 - $20, price_range", "USD €20, price_unclear", "Q$20, currency_unknown" })
	void priceWithoutACertainAmountIsPaid(String text, String code) {
		assertThat(new PriceReader(this.problems, "US").read(text, DocumentLocation.DOCUMENT))
			.isEqualTo(Price.PAID_UNKNOWN_AMOUNT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly(code);
	}

	@ParameterizedTest
	@CsvSource({ "$25, AUD, AUD", "25, US$, USD", "25, €, EUR", ".50, US$, USD", "25, US Dollar, USD", "25, eur, EUR",
			"USD 25, AUD, USD" })
	void statedCurrencyCountsUnlessTheTextHasACode(String text, String stated, String expected) {
		assertThat(new PriceReader(this.problems, "AU").readDecimal(text, stated, DocumentLocation.DOCUMENT).currency())
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1.", "EUR 1" })
	void overlongAmountIsUnknown(String begin) {
		PriceReader reader = new PriceReader(this.problems, null);
		String text = begin + "1".repeat(800_000);
		assertThat(reader.read(text, DocumentLocation.DOCUMENT)).isEqualTo(Price.UNKNOWN);
		assertThat(reader.readDecimal(text, "EUR", DocumentLocation.DOCUMENT)).isEqualTo(Price.UNKNOWN);
		assertThat(this.problems.toList()).allMatch((problem) -> problem.message().length() < 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "25", "25 XYZ", "25 kr" })
	void amountWithoutCurrencyIsPaidWithUnknownAmount(String text) {
		assertThat(new PriceReader(this.problems, null).read(text, DocumentLocation.DOCUMENT))
			.isEqualTo(Price.PAID_UNKNOWN_AMOUNT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("currency_unknown");
	}

}
