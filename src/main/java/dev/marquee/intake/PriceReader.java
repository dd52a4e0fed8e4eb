package dev.marquee.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.event.Price;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices as people write them: {@code EUR 25.00}, {@code $20}, {@code 20 €},
 * {@code Free}.
 */
class PriceReader {

	private static final Pattern AMOUNT = Pattern.compile(
			"(?<![\\d.,])(?:\\d{1,3}(?:[., '\\u00A0\\u202F]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,11}(?:[.,]\\d{1,9})?)(?!\\d)");

	private static final Pattern THOUSANDS = Pattern.compile("[., '\\u00A0\\u202F](?=\\d{3}(?!\\d))");

	private static final Pattern CODE = Pattern.compile("(?<!\\p{L})[A-Z]{3}(?!\\p{L})");

	private static final Set<String> FREE = Set.of("free", "free entry", "free of charge", "gratis", "kostenlos",
			"gratuit", "grátis", "no charge");

	private static final Map<String, String> SYMBOLS = Map.ofEntries(Map.entry("€", "EUR"), Map.entry("£", "GBP"),
			Map.entry("₹", "INR"), Map.entry("₺", "TRY"), Map.entry("₩", "KRW"), Map.entry("₽", "RUB"),
			Map.entry("₴", "UAH"), Map.entry("₪", "ILS"), Map.entry("฿", "THB"), Map.entry("₫", "VND"),
			Map.entry("₦", "NGN"), Map.entry("₱", "PHP"), Map.entry("zł", "PLN"), Map.entry("Kč", "CZK"));

	private static final Map<String, String> DOLLARS = Map.of("US$", "USD", "R$", "BRL", "C$", "CAD", "CA$", "CAD",
			"A$", "AUD", "AU$", "AUD", "NZ$", "NZD", "S$", "SGD", "HK$", "HKD", "MX$", "MXN");

	private static final Pattern DOLLAR = Pattern.compile("[A-Z]{0,2}\\$");

	private final Problems problems;

	/** Whose dollar, whose yen. */
	private final @Nullable String country;

	PriceReader(Problems problems, @Nullable String country) {
		this.problems = problems;
		this.country = country;
	}

	Price read(String text, Where where) {
		String line = PlainText.line(text.substring(0, Math.min(text.length(), 200)));
		if (line.isEmpty() || FREE.contains(line.toLowerCase(Locale.ROOT))) {
			return line.isEmpty() ? Price.UNKNOWN : Price.FREE;
		}
		Matcher amount = AMOUNT.matcher(line);
		if (!amount.find() || line.substring(0, amount.start()).strip().endsWith("-")) {
			this.problems.warn(where, "price_unreadable",
					"the price \"" + line + "\" cannot be read: taken as unknown");
			return Price.UNKNOWN;
		}
		String first = amount.group();
		if (amount.find()) {
			this.problems.warn(where, "price_range",
					"the price \"" + line + "\" has several amounts: the first is taken");
		}
		return price(first, currency(line).orElse(null), where);
	}

	/**
	 * A price in digits with a currency's code, both as found.
	 */
	Price price(String digits, @Nullable String currency, Where where) {
		BigDecimal amount = amount(digits);
		if (amount == null) {
			this.problems.warn(where, "price_unreadable",
					"the amount \"" + digits + "\" cannot be read: taken as unknown");
			return Price.UNKNOWN;
		}
		if (amount.signum() == 0) {
			return Price.FREE;
		}
		if (currency == null || !isCurrency(currency)) {
			this.problems.warn(where, "currency_unknown", "the price has no known currency: its amount is left out");
			return Price.UNTOLD;
		}
		return Price.of(amount, currency);
	}

	/**
	 * What follows the last separator is a fraction, unless it has three digits and so
	 * are thousands.
	 */
	private static @Nullable BigDecimal amount(String digits) {
		if (!AMOUNT.matcher(digits).matches()) {
			return null;
		}
		boolean hasPlainFraction = digits.matches("0[.,]\\d{3}");
		String joined = hasPlainFraction ? digits : THOUSANDS.matcher(digits).replaceAll("");
		BigDecimal exact = new BigDecimal(joined.replace(',', '.'));
		BigDecimal rounded = exact.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
		BigDecimal amount = rounded.setScale(Math.max(rounded.scale(), 0));
		return (amount.precision() - amount.scale() <= 11) ? amount : null;
	}

	private Optional<String> currency(String line) {
		Optional<String> code = CODE.matcher(line)
			.results()
			.map(MatchResult::group)
			.filter(PriceReader::isCurrency)
			.findFirst();
		return code.or(() -> dollars(line)).or(() -> symbol(line));
	}

	private Optional<String> dollars(String line) {
		Matcher dollar = DOLLAR.matcher(line);
		if (!dollar.find()) {
			return line.contains("¥") ? Optional.of("CN".equals(this.country) ? "CNY" : "JPY") : Optional.empty();
		}
		return Optional.of(DOLLARS.getOrDefault(dollar.group(), localDollar()));
	}

	private String localDollar() {
		if (this.country == null) {
			return "USD";
		}
		Currency local = Currency.getInstance(Locale.of("", this.country));
		boolean isDollar = local != null && local.getSymbol(Locale.of("en", this.country)).equals("$");
		return isDollar ? local.getCurrencyCode() : "USD";
	}

	private static Optional<String> symbol(String line) {
		return SYMBOLS.entrySet()
			.stream()
			.filter((entry) -> line.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	private static boolean isCurrency(String code) {
		return CODE.matcher(code).matches()
				&& Currency.getAvailableCurrencies().stream().anyMatch((known) -> known.getCurrencyCode().equals(code));
	}

}
