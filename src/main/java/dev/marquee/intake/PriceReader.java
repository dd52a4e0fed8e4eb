package dev.marquee.intake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.marquee.event.Price;
import dev.marquee.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices as people write them: {@code EUR 25.00}, {@code $20}, {@code 20 €},
 * {@code Free}. What is not clear has no amount: better none than a wrong one.
 */
class PriceReader {

	private static final int LONGEST = 200;

	private static final int MOST_DECIMALS = 4;

	private static final int MOST_INTEGERS = 11;

	private static final String SEPARATOR = "[., '\\u2019\\u00A0\\u202F]";

	private static final Pattern AMOUNT = Pattern.compile("(?<![\\d.,])(?:\\d{1,3}(?:" + SEPARATOR
			+ "\\d{3})+(?:[.,]\\d{1,9})?|\\d{1,11}(?:[.,]\\d{1,9})?)(?![\\d]|[.,]\\d)");

	private static final Pattern PLAIN = Pattern.compile("\\d{1,15}(?:\\.\\d{1,30})?");

	private static final Pattern BETWEEN_AMOUNTS = Pattern
		.compile("\\s*(?:[-\u2013\u2014/|,]|to|or|bis|oder|à|a|al|ou|o)\\s*");

	private static final Set<String> FREE = Set.of("free", "free entry", "free of charge", "gratis", "kostenlos",
			"gratuit", "grátis", "no charge");

	private final Problems problems;

	private final Currencies currencies;

	PriceReader(Problems problems, @Nullable String country) {
		this.problems = problems;
		this.currencies = new Currencies(country);
	}

	Price read(String text, Where where) {
		String line = (text.length() <= LONGEST) ? PlainText.line(text) : text;
		if (line.isEmpty() || FREE.contains(line.toLowerCase(Locale.ROOT))) {
			return line.isEmpty() ? Price.UNKNOWN : Price.FREE;
		}
		List<MatchResult> amounts = (line.length() <= LONGEST) ? AMOUNT.matcher(line).results().toList() : List.of();
		if (amounts.isEmpty() || isNegative(line.substring(0, amounts.getFirst().start()))) {
			return unknown("price_unreadable", "the price " + Quotation.of(line) + " cannot be read", where);
		}
		List<String> codes = amounts.stream()
			.flatMap((amount) -> this.currencies.beside(line, amount).stream())
			.distinct()
			.toList();
		if (!isClear(line, amounts) || codes.size() > 1) {
			this.problems.warn(where, "price_unclear",
					"the price " + Quotation.of(line) + " is not clear: its amount is left out");
			return Price.UNTOLD;
		}
		if (amounts.size() > 1) {
			this.problems.warn(where, "price_range",
					"the price " + Quotation.of(line) + " has several amounts: the first is taken");
		}
		String currency = codes.stream().findFirst().orElse(null);
		return price(written(amounts.getFirst().group(), currency), currency, where);
	}

	/**
	 * A price that is written for machines: as schema.org has it, with a point before the
	 * decimals.
	 */
	Price readPlain(String text, @Nullable String currency, Where where) {
		if (text.length() <= LONGEST && PLAIN.matcher(text).matches()) {
			return price(new BigDecimal(text), currency, where);
		}
		boolean isBare = currency != null && Character.isDigit(text.charAt(0));
		return read(isBare ? currency + ' ' + text : text, where);
	}

	private Price price(BigDecimal exact, @Nullable String currency, Where where) {
		if (exact.signum() == 0) {
			return Price.FREE;
		}
		BigDecimal plain = exact.stripTrailingZeros();
		BigDecimal amount = plain.setScale(Math.max(plain.scale(), 0));
		if (amount.scale() > MOST_DECIMALS || amount.precision() - amount.scale() > MOST_INTEGERS) {
			return unknown("price_out_of_range", "the amount " + amount.toPlainString()
					+ " has more than 11 digits before or 4 digits after the point", where);
		}
		if (currency == null || !Currencies.isCurrency(currency)) {
			this.problems.warn(where, "currency_unknown", "the price has no known currency: its amount is left out");
			return Price.UNTOLD;
		}
		return Price.of(amount, currency);
	}

	private Price unknown(String code, String message, Where where) {
		this.problems.warn(where, code, message + ": taken as unknown");
		return Price.UNKNOWN;
	}

	/**
	 * A minus stands at the begin or touches what follows; a dash between words does
	 * neither.
	 */
	private boolean isNegative(String before) {
		String sign = this.currencies.removedFrom(before).replace('\u2212', '-');
		return sign.endsWith("-") || sign.strip().equals("-");
	}

	/**
	 * One amount, or a range of two, and no letter on a digit that is not a currency's.
	 */
	private boolean isClear(String line, List<MatchResult> amounts) {
		for (MatchResult amount : amounts) {
			if (this.currencies.isGlued(line, amount)) {
				return false;
			}
		}
		if (amounts.size() == 1) {
			return true;
		}
		String between = line.substring(amounts.getFirst().end(), amounts.get(1).start());
		return amounts.size() == 2 && BETWEEN_AMOUNTS.matcher(this.currencies.removedFrom(between)).matches();
	}

	/**
	 * What follows the last separator are decimals. Three digits are thousands, unless
	 * another separator or the currency tells that they are decimals.
	 */
	private static BigDecimal written(String digits, @Nullable String currency) {
		int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
		int decimals = digits.length() - last - 1;
		boolean isRepeated = last >= 0 && digits.indexOf(digits.charAt(last)) != last;
		boolean hasOther = last >= 0 && digits.substring(0, last).chars().anyMatch((unit) -> !Character.isDigit(unit));
		boolean isFraction = decimals != 3 || digits.startsWith("0")
				|| (hasOther ? !isRepeated : Currencies.decimals(currency) == 3);
		if (last < 0 || isRepeated || !isFraction) {
			return new BigDecimal(digits.replaceAll("\\D", ""));
		}
		return new BigDecimal(digits.substring(0, last).replaceAll("\\D", "") + '.' + digits.substring(last + 1));
	}

}
