package dev.marquee.ingest.value;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.ibm.icu.util.ULocale;
import dev.marquee.text.TextFolding;
import org.jspecify.annotations.Nullable;

/**
 * The currencies that codes, signs and names of currencies mean in a country.
 *
 * @param country the ISO 3166-1 alpha-2 code of the country whose currency an ambiguous
 * sign such as {@code $} means; null if unknown
 */
record CurrencyNames(@Nullable String country) {

	/** Without {@code XXX} for no currency and {@code XTS} for tests (ISO 4217). */
	private static final Set<String> CODES = Currency.getAvailableCurrencies()
		.stream()
		.map(Currency::getCurrencyCode)
		.filter((code) -> !code.equals("XXX") && !code.equals("XTS"))
		.collect(Collectors.toUnmodifiableSet());

	private static final Map<String, String> SIGNS = WordTable.keysByWord("currency-signs.txt");

	/** English names of currencies, such as {@code us dollar}. */
	private static final Map<String, String> NAMES = CODES.stream()
		.collect(Collectors.toUnmodifiableMap((code) -> fold(Currency.getInstance(code).getDisplayName(Locale.ENGLISH)),
				(code) -> code, (first, second) -> first));

	/**
	 * Signs of several countries. The currency of the country counts if it uses the sign
	 * at home.
	 */
	private static final Map<String, Set<String>> SHARED_SIGNS = Map.ofEntries(Map.entry("$", Set.of("$")),
			Map.entry("dollar", Set.of("$")), Map.entry("dollars", Set.of("$")), Map.entry("c$", Set.of("C$")),
			Map.entry("pesos", Set.of("$", "₱")), Map.entry("£", Set.of("£")), Map.entry("¥", Set.of("¥", "CN¥")),
			Map.entry("元", Set.of("¥", "CN¥", "$")), Map.entry("rs", Set.of("Rs", "₨", "₹")),
			Map.entry("kr", Set.of("kr")), Map.entry("fr", Set.of("CHF", "Fr.")));

	/** Signs that mean nothing outside their countries. */
	private static final Set<String> LOCAL_SIGNS = Set.of("kr", "kr.", ":-", "r", "q", "l.", "fr", "fr.", "pesos",
			"peso", "n", "le", "br", "den", "da", "ro", "re", "dt", "bd", "sol", "real", "lei", "din", "kn", "/-", "/=",
			"lv", "gs", "nt", "sr", "kd", "jd", "lek", "won", "mn", "b$", "bs");

	static boolean isCurrency(@Nullable String code) {
		return code != null && CODES.contains(code);
	}

	/**
	 * The number of fraction digits of a currency (ISO 4217); 2 if it is unknown.
	 */
	static int fractionDigits(@Nullable String code) {
		return isCurrency(code) ? Currency.getInstance(code).getDefaultFractionDigits() : 2;
	}

	static boolean isCode(String token) {
		return isCurrency(token.toUpperCase(Locale.ROOT));
	}

	/** Whether the token is a code or sign of some currency. */
	static boolean isKnown(String token) {
		return CODES.contains(token) || SIGNS.containsKey(fold(token));
	}

	/**
	 * The currency of a code, sign or name; null if it means none, or none here.
	 */
	@Nullable String code(String token) {
		String upper = token.toUpperCase(Locale.ROOT);
		if (CODES.contains(upper)) {
			return upper;
		}
		String sign = fold(token);
		String shared = sharedSign(sign);
		if (shared != null) {
			String local = localCurrency();
			if (local != null && SHARED_SIGNS.getOrDefault(shared, Set.of()).contains(narrowSign(local))) {
				return local;
			}
		}
		String code = SIGNS.getOrDefault(sign, NAMES.get(sign));
		boolean isLocal = LOCAL_SIGNS.contains(sign);
		if (isLocal) {
			return (code != null && code.equals(localCurrency())) ? code : null;
		}
		return code;
	}

	private static @Nullable String sharedSign(String sign) {
		String plain = sign.endsWith(".") ? sign.substring(0, sign.length() - 1) : sign;
		String singular = plain.equals("peso") ? "pesos" : plain;
		return SHARED_SIGNS.containsKey(singular) ? singular : null;
	}

	/** Whether a sign stands for different currencies in several countries. */
	static boolean isShared(String sign) {
		return sharedSign(fold(sign)) != null;
	}

	/**
	 * Whether a sign may stand for a currency, so that a code beside it only says which.
	 */
	static boolean mayMean(String sign, String code) {
		String shared = sharedSign(fold(sign));
		boolean isShared = shared != null && SHARED_SIGNS.getOrDefault(shared, Set.of()).contains(narrowSign(code));
		return isShared || code.equals(SIGNS.get(fold(sign))) || code.equals(new CurrencyNames(null).code(sign))
				|| (sign.endsWith("$") && narrowSign(code).equals("$"));
	}

	private @Nullable String localCurrency() {
		Currency local = (this.country != null) ? Currency.getInstance(Locale.of("", this.country)) : null;
		return (local != null) ? local.getCurrencyCode() : null;
	}

	private static String narrowSign(String code) {
		return com.ibm.icu.util.Currency.getInstance(code)
			.getName(ULocale.ENGLISH, com.ibm.icu.util.Currency.NARROW_SYMBOL_NAME, null);
	}

	private static String fold(String token) {
		return TextFolding.fold(token.strip());
	}

}
