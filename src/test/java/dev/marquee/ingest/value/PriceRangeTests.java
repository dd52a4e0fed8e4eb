package dev.marquee.ingest.value;

import java.math.BigDecimal;

import dev.marquee.event.Price;
import dev.marquee.event.Price.PriceKind;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranges of prices, numbers with words, and signs of currencies beside each other.
 */
class PriceRangeTests {

	private final DocumentProblems problems = new DocumentProblems();

	private StatedPrice read(String text, String country) {
		return new PriceReader(this.problems, country).readRange(text, DocumentLocation.DOCUMENT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			€10-15            | DE | 10  | 15   | EUR
			10–15 €           | DE | 10  | 15   | EUR
			10 € - 15 €       | DE | 10  | 15   | EUR
			€10 to €15        | DE | 10  | 15   | EUR
			10 bis 15 Euro    | DE | 10  | 15   | EUR
			de 10 à 15 €      | FR | 10  | 15   | EUR
			10 € à 15 €       | FR | 10  | 15   | EUR
			₹499 - ₹1,499     | IN | 499 | 1499 | INR
			S/45 - S/60       | PE | 45  | 60   | PEN
			$5 – $7.50        | US | 5   | 7.5  | USD
			1万円～1万5000円    | JP | 10000 | 15000 | JPY
			""")
	void rangesHaveALowestAndAHighestPrice(String text, String country, BigDecimal lowest, BigDecimal highest,
			String currency) {
		StatedPrice price = read(text, country);
		assertThat(price.lowest().amount()).isEqualByComparingTo(lowest);
		assertThat(price.lowest().currency()).isEqualTo(currency);
		assertThat(price.highest()).isEqualByComparingTo(highest);
		assertThat(this.problems.toList()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "£10/£8", "£10 (£8 concessions)", "Adults £20, kids £10", "£10 - £8", "£10, £15",
			"Members free, others £5" })
	void otherPricesAreNoRanges(String text) {
		assertThat(read(text, "GB").highest()).isNull();
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("price_range");
	}

	@Test
	void rangeIsReportedWhereOnlyOnePriceIsKept() {
		new PriceReader(this.problems, "DE").read("€10-15", DocumentLocation.DOCUMENT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("price_range");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1万5000円        | JP | 15000  | JPY
			1万5,000円       | JP | 15000  | JPY
			1万5千円         | JP | 15000  | JPY
			3千円            | JP | 3000   | JPY
			1.5万円          | JP | 15000  | JPY
			2万 円           | JP | 20000  | JPY
			1만5천원         | KR | 15000  | KRW
			3만원            | KR | 30000  | KRW
			1萬2千元         | TW | 12000  | TWD
			1億2000万円      | JP | 120000000 | JPY
			Rs 1,500/-       | LK | 1500   | LKR
			₹ 500/-          | IN | 500    | INR
			Ksh. 1,500/=     | KE | 1500   | KES
			UGX 20,000/=     | UG | 20000  | UGX
			$25 dlls         | MX | 25     | USD
			25 dlls          | MX | 25     | USD
			""")
	void numbersWithWordsAndSignsAreRead(String text, String country, BigDecimal amount, String currency) {
		StatedPrice price = read(text, country);
		assertThat(price.lowest().amount()).isEqualByComparingTo(amount);
		assertThat(price.lowest().currency()).isEqualTo(currency);
		assertThat(this.problems.toList()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1.000     | EUR | 1000
			1,000     | USD | 1000
			10,50     | €   | 10.5
			1.250     | KWD | 1.25
			10 - 20   | USD | 10
			12 Euro   | USD | 12
			""")
	void statedCurrencyCountsUnlessTheTextHasACode(String text, String currency, BigDecimal amount) {
		Price price = new PriceReader(this.problems, null).readRange(text, currency, DocumentLocation.DOCUMENT)
			.lowest();
		assertThat(price.amount()).isEqualByComparingTo(amount);
	}

	@ParameterizedTest
	@ValueSource(strings = { "XXX", "XTS" })
	void codesOfNoCurrencyAreUnknown(String code) {
		Price price = new PriceReader(this.problems, null).readDecimal("10", code, DocumentLocation.DOCUMENT);
		assertThat(price).isEqualTo(Price.PAID_UNKNOWN_AMOUNT);
		assertThat(this.problems.toList()).extracting(DocumentProblem::code).containsExactly("currency_unknown");
	}

	@ParameterizedTest
	@ValueSource(strings = { "complimentary", "umsonst", "Entrada franca", "za darmo", "entrada lliure",
			"Free (registration required)", "Free but please register", "libre ang entrada" })
	void freeOfChargeInMoreWords(String text) {
		assertThat(read(text, "DE").lowest().priceKind()).isEqualTo(PriceKind.FREE);
	}

}
