package dev.marquee.ingest.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Detects the codes, signs and names of currencies beside an amount.
 */
final class CurrencyDetector {

	private static final String SIGN = "[\\p{L}\\p{M}.]{0,5}\\p{Sc}[a-z]?(?![\\p{L}])|[sSbB]/\\.?|[\\p{L}\\p{M}]{1,12}(?:\\.[\\p{L}\\p{M}]{1,2}(?![\\p{L}]))?\\.?|/[-=]|:-";

	private static final Pattern BEFORE = Pattern
		.compile("(?:(?<![\\p{L}\\p{M}])|(?<=[^\\x00-\\x7F]))(" + SIGN + "|\\p{Sc})\\s?$");

	private static final Pattern AFTER = Pattern.compile("^(?:\\.-|,--?)?\\s?(\\p{Sc}|" + SIGN + ")");

	/** Codes that are also read in lower case, since they are no words. */
	private static final Set<String> FREQUENT_CODES = Set.of("USD", "EUR", "GBP", "INR", "CAD", "AUD", "NZD", "CHF",
			"SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY", "CNY", "BRL", "MXN", "ZAR", "SGD", "HKD", "AED", "IDR",
			"THB", "PHP", "MYR", "KRW", "TWD", "RUB", "UAH");

	/**
	 * Signs that end an amount in some countries. Beside another sign they do not say the
	 * currency: {@code Rs 500/-}.
	 */
	private static final Set<String> END_SIGNS = Set.of("/-", "/=", ":-");

	/** In a row, such as {@code US$ 25 USD}. */
	private static final int MAX_TOKENS = 2;

	private final CurrencyNames names;

	CurrencyDetector(@Nullable String country) {
		this.names = new CurrencyNames(country);
	}

	/** The currency of a code, sign or name that stands alone; null if it means none. */
	@Nullable String code(@Nullable String token) {
		return (token != null) ? this.names.code(token.strip()) : null;
	}

	/** What is beside an amount. */
	Adjacent adjacentTo(String line, MatchResult amount) {
		List<String> tokens = new ArrayList<>();
		String before = line.substring(0, amount.start());
		String after = line.substring(amount.end());
		for (int i = 0; i < MAX_TOKENS; i++) {
			Matcher token = BEFORE.matcher(before);
			if (token.find() && isCurrency(token.group(1))) {
				tokens.add(token.group(1));
				before = before.substring(0, token.start(1)) + (before.endsWith(" ") ? " " : "");
			}
			token = AFTER.matcher(after);
			if (token.find() && isCurrency(token.group(1))) {
				tokens.add(token.group(1));
				after = ' ' + after.substring(token.end(1));
			}
		}
		boolean isTokenBefore = before.length() < amount.start();
		return new Adjacent(tokens, isTokenBefore ? before + ' ' : before, after);
	}

	/**
	 * Whether a token is the code, sign or name of a currency. A dollar that no table
	 * knows, such as {@code Q$}, is one, too.
	 */
	private static boolean isCurrency(String token) {
		String upper = token.toUpperCase(Locale.ROOT);
		if (CurrencyNames.isCurrency(upper)) {
			return token.equals(upper) || FREQUENT_CODES.contains(upper);
		}
		return CurrencyNames.isKnown(token) || token.endsWith("$");
	}

	/**
	 * The currency that some tokens mean together: a code wins over signs that may stand
	 * for it. Empty if there is none, and null within if they contradict each other.
	 */
	Currencies together(List<String> tokens) {
		List<String> codes = tokens.stream()
			.filter(CurrencyNames::isCode)
			.map((token) -> token.toUpperCase(Locale.ROOT))
			.distinct()
			.toList();
		List<String> signs = tokens.stream()
			.filter((token) -> !CurrencyNames.isCode(token))
			.filter((token) -> tokens.size() == 1 || !END_SIGNS.contains(token))
			.distinct()
			.toList();
		if (codes.size() == 1) {
			String code = codes.getFirst();
			return signs.stream().allMatch((sign) -> CurrencyNames.mayMean(sign, code)) ? new Currencies(code, false)
					: new Currencies(null, true);
		}
		List<@Nullable String> meant = new ArrayList<>();
		signs.forEach((sign) -> {
			String code = this.names.code(sign);
			if (!meant.contains(code)) {
				meant.add(code);
			}
		});
		if (codes.isEmpty() && meant.size() == 2) {
			String code = ofSharedSign(signs);
			if (code != null) {
				return new Currencies(code, false);
			}
		}
		boolean isClear = codes.isEmpty() && meant.size() <= 1;
		return new Currencies((isClear && !meant.isEmpty()) ? meant.getFirst() : null, !isClear);
	}

	/**
	 * The currency of the more specific of two signs: the other one stands for different
	 * currencies in several countries, among them this one, as in {@code $25 dlls}. Null
	 * if the signs contradict each other.
	 */
	private @Nullable String ofSharedSign(List<String> signs) {
		return signs.stream()
			.filter((sign) -> !CurrencyNames.isShared(sign))
			.map(this.names::code)
			.filter((code) -> code != null && signs.stream()
				.allMatch((sign) -> code.equals(this.names.code(sign)) || CurrencyNames.mayMean(sign, code)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * A currency.
	 *
	 * @param code ISO 4217; null if unknown
	 * @param isAmbiguous whether several are meant
	 */
	record Currencies(@Nullable String code, boolean isAmbiguous) {
	}

	/**
	 * The neighbours of an amount.
	 *
	 * @param tokens its codes, signs and names of currencies
	 * @param before the text before these
	 * @param after the text after these
	 */
	record Adjacent(List<String> tokens, String before, String after) {

		/**
		 * Whether the amount is part of a longer token such as {@code 18+}, {@code 50%}
		 * or {@code 5k}: it touches {@code +}, {@code %}, or a letter or digit that
		 * belongs to no currency.
		 */
		boolean isPartOfLongerToken() {
			boolean touchesBefore = !this.before.isEmpty() && isPart(this.before.charAt(this.before.length() - 1));
			boolean touchesAfter = !this.after.isEmpty() && (isPart(this.after.charAt(0)) || this.after.charAt(0) == '%'
					|| (this.after.charAt(0) == '+' && this.tokens.isEmpty()));
			return touchesBefore || touchesAfter;
		}

		/**
		 * Scripts without spaces have words directly beside an amount with a currency.
		 */
		private boolean isPart(char character) {
			boolean isOfSpacelessScript = Character.isIdeographic(character)
					|| Character.UnicodeScript.of(character) == Character.UnicodeScript.HIRAGANA
					|| Character.UnicodeScript.of(character) == Character.UnicodeScript.KATAKANA;
			return Character.isLetterOrDigit(character) && (this.tokens.isEmpty() || !isOfSpacelessScript);
		}

	}

}
