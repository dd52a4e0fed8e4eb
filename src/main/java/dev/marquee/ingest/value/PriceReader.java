package dev.marquee.ingest.value;

import java.math.BigDecimal;
import java.util.List;
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

	private static final Pattern DECIMAL = Pattern.compile("(?:\\d{1,15}(?:\\.\\d{1,30})?|\\.\\d{1,30})");

	private final DocumentProblems problems;

	private final CurrencyDetector currencyDetector;

	public PriceReader(DocumentProblems problems, @Nullable String country) {
		this.problems = problems;
		this.currencyDetector = new CurrencyDetector(country);
	}

	/** Parses a price, or the lowest of a range, with a warning. */
	public Price read(String text, DocumentLocation location) {
		return lowest(text, readRange(text, location), location);
	}

	/** Parses a price or a range of prices. */
	public StatedPrice readRange(String text, DocumentLocation location) {
		return readRange(text, null, location);
	}

	/**
	 * Parses a price or a range of prices.
	 * @param currency a code or sign, which counts unless the text has a code
	 */
	public StatedPrice readRange(String text, @Nullable String currency, DocumentLocation location) {
		return parse(text, this.currencyDetector.code(currency), location);
	}

	private Price lowest(String text, StatedPrice price, DocumentLocation location) {
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
	public StatedPrice readDecimalRange(String text, @Nullable String currency, DocumentLocation location) {
		String code = this.currencyDetector.code(currency);
		if (text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches()) {
			return StatedPrice.of(toPrice(new BigDecimal(text), code, location));
		}
		return parse(text, code, location);
	}

	private StatedPrice parse(String text, @Nullable String statedCode, DocumentLocation location) {
		String line = (text.length() <= MAX_LENGTH) ? PriceText.normalized(text) : text;
		if (line.isEmpty()) {
			return StatedPrice.UNKNOWN;
		}
		if (line.length() > MAX_LENGTH) {
			return unknown("price_unreadable", "The price " + UntrustedText.quote(line) + " cannot be parsed",
					location);
		}
		PriceAmounts amounts = PriceAmounts.of(line, this.currencyDetector);
		if (amounts.amounts().isEmpty()) {
			return StatedPrice.of(readWords(line, location));
		}
		List<CurrencyDetector.Adjacent> adjacents = amounts.adjacents();
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
		if (!amounts.isUnambiguous() || currencies.isAmbiguous()) {
			this.problems.warn(location, "price_unclear",
					"The price " + UntrustedText.quote(line) + " is ambiguous: its amount was dropped.");
			return StatedPrice.of(Price.PAID_UNKNOWN_AMOUNT);
		}
		boolean hasCode = statedCode == null || tokens.stream().anyMatch(CurrencyNames::isCode);
		String currency = hasCode ? currencies.code() : statedCode;
		BigDecimal highest = amounts.highest(currency);
		Price price = toPrice(amounts, highest != null, currency, location);
		return new StatedPrice(price, (price.amount() != null) ? highest : null);
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

	private Price toPrice(PriceAmounts amounts, boolean isRange, @Nullable String currency, DocumentLocation location) {
		boolean hasFree = PriceWords.mentionsFree(amounts.line());
		if ((amounts.amounts().size() > 1 && !isRange) || hasFree) {
			warnOfAmounts(amounts.line(), location);
		}
		BigDecimal amount = amounts.first(currency);
		if (amount.signum() == 0 && amounts.last(currency).signum() > 0) {
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

	private StatedPrice unknown(String code, String message, DocumentLocation location) {
		return StatedPrice.of(warnAndReturnUnknown(code, message, location));
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

}
