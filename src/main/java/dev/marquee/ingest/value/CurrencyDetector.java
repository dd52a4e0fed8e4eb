package dev.marquee.ingest.value;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Detects currency codes and symbols next to an amount.
 *
 * @param country the ISO 3166-1 alpha-2 code of the country whose currency an ambiguous
 * {@code $} or {@code ¥} means; null if unknown
 */
record CurrencyDetector(@Nullable String country) {

	private static final Set<String> CODES = Currency.getAvailableCurrencies()
		.stream()
		.map(Currency::getCurrencyCode)
		.collect(Collectors.toUnmodifiableSet());

	private static final Map<String, String> SYMBOLS = Map.ofEntries(Map.entry("€", "EUR"), Map.entry("£", "GBP"),
			Map.entry("₹", "INR"), Map.entry("₺", "TRY"), Map.entry("₩", "KRW"), Map.entry("₽", "RUB"),
			Map.entry("₴", "UAH"), Map.entry("₪", "ILS"), Map.entry("฿", "THB"), Map.entry("₫", "VND"),
			Map.entry("₦", "NGN"), Map.entry("₱", "PHP"), Map.entry("zł", "PLN"), Map.entry("Kč", "CZK"),
			Map.entry("US$", "USD"), Map.entry("R$", "BRL"), Map.entry("C$", "CAD"), Map.entry("CA$", "CAD"),
			Map.entry("A$", "AUD"), Map.entry("AU$", "AUD"), Map.entry("NZ$", "NZD"), Map.entry("S$", "SGD"),
			Map.entry("HK$", "HKD"), Map.entry("MX$", "MXN"));

	private static final String TOKEN = "(?:(?<!\\p{L})[A-Z]{3}(?!\\p{L})|(?<![A-Z])[A-Z]{0,2}\\$|[€£₹₺₩₽₴₪฿₫₦₱¥]|zł|Kč)";

	private static final Pattern TOKEN_BEFORE = Pattern.compile("(" + TOKEN + ")\\s?$");

	private static final Pattern TOKEN_AFTER = Pattern.compile("^(?:\\.-|,-)?\\s?(" + TOKEN + ")");

	static boolean isCurrency(String code) {
		return CODES.contains(code);
	}

	/**
	 * The number of fraction digits of a currency; 2 if it is unknown.
	 */
	static int fractionDigits(@Nullable String code) {
		return (code != null && isCurrency(code)) ? Currency.getInstance(code).getDefaultFractionDigits() : 2;
	}

	/**
	 * The ISO 4217 codes of the currencies before and after an amount.
	 */
	List<String> adjacentTo(String line, MatchResult amount) {
		return Stream
			.of(TOKEN_BEFORE.matcher(line.substring(0, amount.start())),
					TOKEN_AFTER.matcher(line.substring(amount.end())))
			.filter(Matcher::find)
			.map((token) -> code(token.group(1)))
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Whether the amount is part of a longer token such as {@code 18+}, {@code 50%} or
	 * {@code 5k}: it touches {@code +}, {@code %}, or a letter or digit that belongs to
	 * no currency.
	 */
	boolean isPartOfLongerToken(String line, MatchResult amount) {
		String before = TOKEN_BEFORE.matcher(line.substring(0, amount.start())).replaceFirst(" ");
		String after = TOKEN_AFTER.matcher(line.substring(amount.end())).replaceFirst(" ");
		return (!before.isEmpty() && Character.isLetterOrDigit(before.charAt(before.length() - 1))) || (!after.isEmpty()
				&& (Character.isLetterOrDigit(after.charAt(0)) || "+%".indexOf(after.charAt(0)) >= 0));
	}

	String withoutCurrency(String text) {
		return TOKEN_AFTER.matcher(TOKEN_BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
	}

	private @Nullable String code(String token) {
		if (token.equals("¥")) {
			return "CN".equals(this.country) ? "CNY" : "JPY";
		}
		if (token.endsWith("$")) {
			return SYMBOLS.getOrDefault(token, localDollar());
		}
		return isCurrency(token) ? token : SYMBOLS.get(token);
	}

	private String localDollar() {
		if (this.country == null) {
			return "USD";
		}
		Currency local = Currency.getInstance(Locale.of("", this.country));
		boolean isDollar = local != null && local.getSymbol(Locale.of("en", this.country)).equals("$");
		return isDollar ? local.getCurrencyCode() : "USD";
	}

}
