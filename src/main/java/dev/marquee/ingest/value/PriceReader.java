package dev.marquee.ingest.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.event.Price;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
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

	private static final String SEPARATOR = "[., '\\u2019]";

	private static final Pattern AMOUNT = Pattern.compile("(?<![\\d.,])(?:\\d{1,3}(?:" + SEPARATOR
			+ "\\d{3})+(?:[.,]\\d{1,9})?|\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,9})?|\\d{1,11}(?:[.,]\\d{1,9})?)(?![\\d]|[.,]\\d)");

	private static final Pattern DECIMAL = Pattern.compile("(?:\\d{1,15}(?:\\.\\d{1,30})?|\\.\\d{1,30})");

	private static final Pattern AMOUNT_SEPARATOR = Pattern.compile(
			"\\s*(?:[-\u2013\u2014~\u301C/|,&]|to|or|and|bis|oder|und|à|a|al|ou|o|y|et|до|tot|から)\\s*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern RANGE_SEPARATOR = Pattern.compile(
			"\\s*(?:[-\u2010-\u2014~\u301C\uFF5E]|to|until|till|up to|bis|à|a|al|jusqu'à|hasta|fino a|até|до|tot|から|～)\\s*",
			Pattern.CASE_INSENSITIVE);

	private final DocumentProblems problems;

	private final CurrencyDetector currencyDetector;

	public PriceReader(DocumentProblems problems, @Nullable String country) {
		this.problems = problems;
		this.currencyDetector = new CurrencyDetector(country);
	}

	/** Parses a price; of a range the lowest, with a warning. */
	public Price read(String text, DocumentLocation location) {
		return lowest(text, readRange(text, location), location);
	}

	/** Parses a price or a range of prices. */
	public ListedPrice readRange(String text, DocumentLocation location) {
		return readRange(text, null, location);
	}

	/**
	 * Parses a price or a range of prices.
	 * @param currency a code or sign, which counts unless the text has a code
	 */
	public ListedPrice readRange(String text, @Nullable String currency, DocumentLocation location) {
		return parse(text, this.currencyDetector.code(currency), location);
	}

	private Price lowest(String text, ListedPrice price, DocumentLocation location) {
		if (price.highest() != null) {
			warnOfAmounts(text, location);
		}
		return price.lowest();
	}

	/**
	 * Parses a price of schema.org, whose decimal separator is always a point. Other
	 * formats are parsed like text.
	 * @param currency a code or sign, which counts unless the text has a code
	 */
	public Price readDecimal(String text, @Nullable String currency, DocumentLocation location) {
		return lowest(text, readDecimalRange(text, currency, location), location);
	}

	/**
	 * Parses a price of schema.org like {@link #readDecimal}, or a range of prices.
	 * @param currency a code or sign, which counts unless the text has a code
	 */
	public ListedPrice readDecimalRange(String text, @Nullable String currency, DocumentLocation location) {
		String code = this.currencyDetector.code(currency);
		if (text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches()) {
			return ListedPrice.of(toPrice(new BigDecimal(text), code, location));
		}
		return parse(text, code, location);
	}

	private ListedPrice parse(String text, @Nullable String statedCode, DocumentLocation location) {
		String line = (text.length() <= MAX_LENGTH) ? PriceText.normalized(text) : text;
		if (line.isEmpty()) {
			return ListedPrice.UNKNOWN;
		}
		if (line.length() > MAX_LENGTH) {
			return unknown("price_unreadable", "The price " + UntrustedText.quote(line) + " cannot be parsed",
					location);
		}
		List<MatchResult> amounts = AMOUNT.matcher(line).results().toList();
		if (amounts.isEmpty()) {
			return ListedPrice.of(readWords(line, location));
		}
		List<CurrencyDetector.Adjacent> adjacents = amounts.stream()
			.map((amount) -> this.currencyDetector.adjacentTo(line, amount))
			.toList();
		if (isNegative(adjacents.getFirst().before())) {
			return unknown("price_unreadable", "The price " + UntrustedText.quote(line) + " cannot be parsed",
					location);
		}
		List<String> tokens = adjacents.stream().flatMap((adjacent) -> adjacent.tokens().stream()).toList();
		if (tokens.isEmpty() && PriceWords.mentionsFree(line)) {
			return unknown("price_unclear", "The price " + UntrustedText.quote(line) + " is free only sometimes",
					location);
		}
		CurrencyDetector.Currencies currencies = this.currencyDetector.together(tokens);
		if (!isUnambiguous(line, amounts, adjacents) || currencies.isAmbiguous()) {
			this.problems.warn(location, "price_unclear",
					"The price " + UntrustedText.quote(line) + " is ambiguous: its amount was dropped.");
			return ListedPrice.of(Price.PAID_UNKNOWN_AMOUNT);
		}
		boolean hasCode = statedCode == null || tokens.stream().anyMatch(CurrencyNames::isCode);
		String currency = hasCode ? currencies.code() : statedCode;
		BigDecimal highest = highest(line, amounts, adjacents, currency);
		Price price = toPrice(line, amounts, highest != null, currency, location);
		return new ListedPrice(price, (price.amount() != null) ? highest : null);
	}

	/** A price without an amount. */
	private Price readWords(String line, DocumentLocation location) {
		if (PriceWords.isFree(line)) {
			return Price.FREE;
		}
		if (PriceWords.isOpen(line)) {
			this.problems.warn(location, "price_open",
					"The price " + UntrustedText.quote(line) + " is up to the visitor: it has no amount.");
			return Price.PAID_UNKNOWN_AMOUNT;
		}
		return warnAndReturnUnknown("price_unreadable", "The price " + UntrustedText.quote(line) + " cannot be parsed",
				location);
	}

	/** The second of two amounts that are a range; null otherwise. */
	private static @Nullable BigDecimal highest(String line, List<MatchResult> amounts,
			List<CurrencyDetector.Adjacent> adjacents, @Nullable String currency) {
		if (amounts.size() != 2 || PriceWords.mentionsFree(line)
				|| !RANGE_SEPARATOR.matcher(between(line, amounts, adjacents)).matches()) {
			return null;
		}
		BigDecimal lowest = parseAmount(amounts.getFirst().group(), currency);
		BigDecimal highest = parseAmount(amounts.getLast().group(), currency);
		return (lowest.signum() > 0 && highest.compareTo(lowest) > 0) ? highest : null;
	}

	private Price toPrice(String line, List<MatchResult> amounts, boolean isRange, @Nullable String currency,
			DocumentLocation location) {
		boolean hasFree = PriceWords.mentionsFree(line);
		if ((amounts.size() > 1 && !isRange) || hasFree) {
			warnOfAmounts(line, location);
		}
		BigDecimal amount = parseAmount(amounts.getFirst().group(), currency);
		if (amount.signum() == 0 && parseAmount(amounts.getLast().group(), currency).signum() > 0) {
			return Price.PAID_UNKNOWN_AMOUNT;
		}
		return toPrice(amount, currency, location);
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
		if (currency == null || !CurrencyNames.isCurrency(currency)) {
			this.problems.warn(location, "currency_unknown",
					"The price has no known currency: its amount was dropped.");
			return Price.PAID_UNKNOWN_AMOUNT;
		}
		return Price.of(amount, currency);
	}

	private void warnOfAmounts(String line, DocumentLocation location) {
		this.problems.warn(location, "price_range",
				"The price " + UntrustedText.quote(line) + " has several amounts: the first is used.");
	}

	private ListedPrice unknown(String code, String message, DocumentLocation location) {
		return ListedPrice.of(warnAndReturnUnknown(code, message, location));
	}

	private Price warnAndReturnUnknown(String code, String message, DocumentLocation location) {
		this.problems.warn(location, code, message + ": the price is treated as unknown.");
		return Price.UNKNOWN;
	}

	/**
	 * A minus sign is at the beginning or touches the amount; a dash between words does
	 * neither.
	 */
	private static boolean isNegative(String before) {
		String sign = before.replace('\u2212', '-');
		return sign.endsWith("-") || sign.strip().equals("-");
	}

	/**
	 * Whether there is one amount, a range of two, or several with a currency each, and
	 * none is part of a longer token.
	 */
	private static boolean isUnambiguous(String line, List<MatchResult> amounts,
			List<CurrencyDetector.Adjacent> adjacents) {
		for (CurrencyDetector.Adjacent adjacent : adjacents) {
			if (adjacent.isPartOfLongerToken()) {
				return false;
			}
		}
		if (amounts.size() == 1 || adjacents.stream().noneMatch((one) -> one.tokens().isEmpty())) {
			return true;
		}
		String between = line.substring(amounts.getFirst().end(), amounts.get(1).start());
		return amounts.size() == 2 && (AMOUNT_SEPARATOR.matcher(between).matches()
				|| AMOUNT_SEPARATOR.matcher(between(line, amounts, adjacents)).matches());
	}

	/** What is between the first two amounts and their currencies. */
	private static String between(String line, List<MatchResult> amounts, List<CurrencyDetector.Adjacent> adjacents) {
		int begin = Math.max(amounts.getFirst().end(),
				line.length() - adjacents.getFirst().after().stripLeading().length());
		int end = Math.max(begin, Math.min(amounts.get(1).start(), adjacents.get(1).before().stripTrailing().length()));
		return line.substring(begin, end);
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
				|| (hasOther ? !isRepeated : CurrencyNames.fractionDigits(currency) == 3);
		if (last < 0 || isRepeated || !isFraction) {
			return new BigDecimal(digits.replaceAll("\\D", ""));
		}
		return new BigDecimal(digits.substring(0, last).replaceAll("\\D", "") + '.' + digits.substring(last + 1));
	}

}
