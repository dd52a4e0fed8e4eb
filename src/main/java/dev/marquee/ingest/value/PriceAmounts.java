package dev.marquee.ingest.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The amounts in the text of a price.
 *
 * @param line the text, as {@link PriceText} returns it
 * @param amounts the matches of the amounts in the text; the methods require one
 * @param adjacents the currencies and other text beside each amount
 */
record PriceAmounts(String line, List<MatchResult> amounts, List<CurrencyDetector.Adjacent> adjacents) {

	private static final String SEPARATOR = "[., '\\u2019]";

	private static final Pattern AMOUNT = Pattern.compile("(?<![\\d.,])(?:\\d{1,3}(?:" + SEPARATOR
			+ "\\d{3})+(?:[.,]\\d{1,9})?|\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,9})?|\\d{1,11}(?:[.,]\\d{1,9})?)(?![\\d]|[.,]\\d)");

	/** Between two prices of which either applies, such as {@code 10/8 €}, or a range. */
	private static final Pattern AMOUNT_SEPARATOR = Pattern.compile(
			"\\s*(?:[-\u2013\u2014~\u301C/|,&]|to|or|and|bis|oder|und|à|a|al|ou|o|y|et|до|tot|から)\\s*",
			Pattern.CASE_INSENSITIVE);

	/** Between the lowest and the highest price of a range. */
	private static final Pattern RANGE_SEPARATOR = Pattern.compile(
			"\\s*(?:[-\u2010-\u2014~\u301C\uFF5E]|to|until|till|up to|bis|à|a|al|jusqu'à|hasta|fino a|até|до|tot|から|～)\\s*",
			Pattern.CASE_INSENSITIVE);

	static PriceAmounts of(String line, CurrencyDetector currencies) {
		List<MatchResult> amounts = AMOUNT.matcher(line).results().toList();
		return new PriceAmounts(line, amounts,
				amounts.stream().map((amount) -> currencies.adjacentTo(line, amount)).toList());
	}

	BigDecimal first(@Nullable String currency) {
		return parse(this.amounts.getFirst().group(), currency);
	}

	BigDecimal last(@Nullable String currency) {
		return parse(this.amounts.getLast().group(), currency);
	}

	/** The second of two amounts if they are a range, otherwise null. */
	@Nullable BigDecimal highest(@Nullable String currency) {
		if (this.amounts.size() != 2 || PriceWords.mentionsFree(this.line)
				|| !RANGE_SEPARATOR.matcher(between()).matches()) {
			return null;
		}
		BigDecimal lowest = first(currency);
		BigDecimal highest = last(currency);
		return (lowest.signum() > 0 && highest.compareTo(lowest) > 0) ? highest : null;
	}

	/**
	 * Whether there is one amount, a range of two, or several with a currency each, and
	 * none is part of a longer token.
	 */
	boolean isUnambiguous() {
		for (CurrencyDetector.Adjacent adjacent : this.adjacents) {
			if (adjacent.isPartOfLongerToken()) {
				return false;
			}
		}
		if (this.amounts.size() == 1 || this.adjacents.stream().noneMatch((one) -> one.tokens().isEmpty())) {
			return true;
		}
		String between = this.line.substring(this.amounts.getFirst().end(), this.amounts.get(1).start());
		return this.amounts.size() == 2
				&& (AMOUNT_SEPARATOR.matcher(between).matches() || AMOUNT_SEPARATOR.matcher(between()).matches());
	}

	/** The text between the first two amounts, without their currencies. */
	private String between() {
		int begin = Math.max(this.amounts.getFirst().end(),
				this.line.length() - this.adjacents.getFirst().after().stripLeading().length());
		int end = Math.max(begin,
				Math.min(this.amounts.get(1).start(), this.adjacents.get(1).before().stripTrailing().length()));
		return this.line.substring(begin, end);
	}

	/**
	 * The digits after the last separator are the fraction. Three digits are thousands
	 * instead, unless another separator precedes them or the currency has three fraction
	 * digits.
	 */
	private static BigDecimal parse(String digits, @Nullable String currency) {
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
