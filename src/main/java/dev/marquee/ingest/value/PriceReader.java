package dev.marquee.ingest.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.event.Price;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Parses prices as people write them: {@code EUR 25.00}, {@code $20}, {@code 20 €},
 * {@code Free}. An ambiguous price has no amount, since a missing amount is better than a
 * wrong one.
 */
public class PriceReader {

	private static final int MAX_LENGTH = 200;

	private static final int MAX_DECIMALS = 4;

	private static final int MAX_INTEGER_DIGITS = 11;

	private static final String SEPARATOR = "[., '\\u2019\\u00A0\\u202F]";

	private static final Pattern AMOUNT = Pattern.compile("(?<![\\d.,])(?:\\d{1,3}(?:" + SEPARATOR
			+ "\\d{3})+(?:[.,]\\d{1,9})?|\\d{1,11}(?:[.,]\\d{1,9})?)(?![\\d]|[.,]\\d)");

	private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(?:\\.\\d{1,30})?");

	private static final Pattern AMOUNT_SEPARATOR = Pattern
		.compile("\\s*(?:[-\u2013\u2014/|,]|to|or|bis|oder|à|a|al|ou|o)\\s*");

	private static final Set<String> FREE_WORDS = Set.of("free", "free entry", "free of charge", "gratis", "kostenlos",
			"gratuit", "grátis", "no charge");

	private final DocumentProblems problems;

	private final CurrencyDetector currencyDetector;

	public PriceReader(DocumentProblems problems, @Nullable String country) {
		this.problems = problems;
		this.currencyDetector = new CurrencyDetector(country);
	}

	public Price read(String text, DocumentLocation location) {
		String line = (text.length() <= MAX_LENGTH) ? PlainText.singleLine(text) : text;
		if (line.isEmpty() || FREE_WORDS.contains(line.toLowerCase(Locale.ROOT))) {
			return line.isEmpty() ? Price.UNKNOWN : Price.FREE;
		}
		List<MatchResult> amounts = (line.length() <= MAX_LENGTH) ? AMOUNT.matcher(line).results().toList() : List.of();
		if (amounts.isEmpty() || isNegative(line.substring(0, amounts.getFirst().start()))) {
			return warnAndReturnUnknown("price_unreadable",
					"The price " + UntrustedText.quote(line) + " cannot be parsed", location);
		}
		List<String> codes = amounts.stream()
			.flatMap((amount) -> this.currencyDetector.adjacentTo(line, amount).stream())
			.distinct()
			.toList();
		if (!isUnambiguous(line, amounts) || codes.size() > 1) {
			this.problems.warn(location, "price_unclear",
					"The price " + UntrustedText.quote(line) + " is ambiguous: its amount was dropped.");
			return Price.PAID_UNKNOWN_AMOUNT;
		}
		if (amounts.size() > 1) {
			this.problems.warn(location, "price_range",
					"The price " + UntrustedText.quote(line) + " has several amounts: the first is used.");
		}
		String currency = codes.stream().findFirst().orElse(null);
		return toPrice(parseAmount(amounts.getFirst().group(), currency), currency, location);
	}

	/**
	 * Parses a price of schema.org, whose decimal separator is always a point. Other
	 * formats are parsed like text.
	 */
	public Price readDecimal(String text, @Nullable String currency, DocumentLocation location) {
		if (text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches()) {
			return toPrice(new BigDecimal(text), currency, location);
		}
		boolean startsWithDigit = currency != null && Character.isDigit(text.charAt(0));
		return read(startsWithDigit ? currency + ' ' + text : text, location);
	}

	private Price toPrice(BigDecimal exact, @Nullable String currency, DocumentLocation location) {
		if (exact.signum() == 0) {
			return Price.FREE;
		}
		BigDecimal plain = exact.stripTrailingZeros();
		BigDecimal amount = plain.setScale(Math.max(plain.scale(), 0));
		if (amount.scale() > MAX_DECIMALS || amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
			return warnAndReturnUnknown("price_out_of_range",
					"The amount " + amount.toPlainString() + " has more than 11 integer or 4 fraction digits",
					location);
		}
		if (currency == null || !CurrencyDetector.isCurrency(currency)) {
			this.problems.warn(location, "currency_unknown",
					"The price has no known currency: its amount was dropped.");
			return Price.PAID_UNKNOWN_AMOUNT;
		}
		return Price.of(amount, currency);
	}

	private Price warnAndReturnUnknown(String code, String message, DocumentLocation location) {
		this.problems.warn(location, code, message + ": the price is treated as unknown.");
		return Price.UNKNOWN;
	}

	/**
	 * A minus sign is at the beginning or touches the amount; a dash between words does
	 * neither.
	 */
	private boolean isNegative(String before) {
		String sign = this.currencyDetector.withoutCurrency(before).replace('\u2212', '-');
		return sign.endsWith("-") || sign.strip().equals("-");
	}

	/**
	 * Whether there is one amount or a range of two, and none is part of a longer token.
	 */
	private boolean isUnambiguous(String line, List<MatchResult> amounts) {
		for (MatchResult amount : amounts) {
			if (this.currencyDetector.isPartOfLongerToken(line, amount)) {
				return false;
			}
		}
		if (amounts.size() == 1) {
			return true;
		}
		String between = line.substring(amounts.getFirst().end(), amounts.get(1).start());
		return amounts.size() == 2
				&& AMOUNT_SEPARATOR.matcher(this.currencyDetector.withoutCurrency(between)).matches();
	}

	/**
	 * The digits after the last separator are the fraction. Three digits are thousands
	 * instead, unless another separator precedes them or the currency has three fraction
	 * digits.
	 */
	private static BigDecimal parseAmount(String digits, @Nullable String currency) {
		int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
		int decimals = digits.length() - last - 1;
		boolean isRepeated = last >= 0 && digits.indexOf(digits.charAt(last)) != last;
		boolean hasOther = last >= 0 && digits.substring(0, last).chars().anyMatch((unit) -> !Character.isDigit(unit));
		boolean isFraction = decimals != 3 || digits.startsWith("0")
				|| (hasOther ? !isRepeated : CurrencyDetector.fractionDigits(currency) == 3);
		if (last < 0 || isRepeated || !isFraction) {
			return new BigDecimal(digits.replaceAll("\\D", ""));
		}
		return new BigDecimal(digits.substring(0, last).replaceAll("\\D", "") + '.' + digits.substring(last + 1));
	}

}
