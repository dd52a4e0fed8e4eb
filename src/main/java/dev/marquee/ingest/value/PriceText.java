package dev.marquee.ingest.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes the text of a price, so that all scripts have the same digits and signs, and
 * numbers have no words.
 */
final class PriceText {

	/** Indian words that multiply the number before them: {@code 1.5 lakh}. */
	private static final Pattern INDIAN = Pattern.compile(
			"(\\d{1,6}(?:\\.\\d{1,4})?)\\s?(?:(?<five>lakhs?|lacs?|लाख)|(?<seven>crores?|करोड़))(?![a-z])",
			Pattern.CASE_INSENSITIVE);

	/**
	 * East Asian numbers with signs for 10^8, 10^4 and 10^3, the groups by their zeros,
	 * and the rest, which are added: {@code 1万5000}, {@code 3千}. The lookbehind requires
	 * one of the signs.
	 */
	private static final Pattern EAST_ASIAN = Pattern
		.compile("(?<![\\d.,])(?=\\d)(?:(?<eight>\\d{1,4}(?:\\.\\d{1,4})?)\\s?[億亿억]\\s?)?"
				+ "(?:(?<four>\\d{1,6}(?:\\.\\d{1,4})?)\\s?[万萬만]\\s?)?(?:(?<three>\\d{1,4}(?:\\.\\d{1,2})?)\\s?[千천]\\s?)?"
				+ "(?<=[億亿억万萬만千천]\\s?)(?<rest>(?<=\\S)(?:\\d{1,4}|\\d,\\d{3})(?![\\d.,]))?");

	/** The Hebrew abbreviation, whose quotation mark is part of the word. */
	private static final Pattern SHEKELS = Pattern.compile("ש[\"״”']{1,2}ח");

	/** French {@code 25€50}. */
	private static final Pattern EUROS_AND_CENTS = Pattern.compile("(?<![\\d.,])(\\d{1,4})€(\\d{2})(?![\\d.,])");

	private PriceText() {
	}

	/** On one line, in Unicode's form NFKC, with ASCII digits. */
	static String normalized(String text) {
		String line = Normalizer.normalize(PlainText.singleLine(text), Normalizer.Form.NFKC);
		StringBuilder ascii = new StringBuilder(line.length());
		line.codePoints().forEach((character) -> {
			int digit = Character.digit(character, 10);
			ascii.appendCodePoint((digit >= 0) ? '0' + digit : character);
		});
		String digits = ascii.toString().replace('\u066B', '.').replace('\u066C', ',').strip();
		digits = SHEKELS.matcher(digits).replaceAll("₪");
		digits = EUROS_AND_CENTS.matcher(digits).replaceAll("$1,$2 €");
		digits = INDIAN.matcher(digits)
			.replaceAll((number) -> plain(multiplied(number.group(1), (number.group("five") != null) ? 5 : 7)));
		return EAST_ASIAN.matcher(digits).replaceAll(PriceText::sum);
	}

	private static String sum(MatchResult number) {
		String rest = number.group("rest");
		return plain(multiplied(number.group("eight"), 8).add(multiplied(number.group("four"), 4))
			.add(multiplied(number.group("three"), 3))
			.add(multiplied((rest != null) ? rest.replace(",", "") : null, 0)));
	}

	private static BigDecimal multiplied(@Nullable String digits, int zeros) {
		return (digits != null) ? new BigDecimal(digits).movePointRight(zeros) : BigDecimal.ZERO;
	}

	private static String plain(BigDecimal number) {
		return number.setScale(0, RoundingMode.HALF_UP).toPlainString();
	}

}
