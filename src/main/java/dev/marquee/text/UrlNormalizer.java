package dev.marquee.text;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Normalizes URLs for storage: absolute, http or https, ASCII only, without user info.
 */
public final class UrlNormalizer {

	public static final int MAX_LENGTH = 2048;

	private static final Pattern HTTP_URL = Pattern.compile("(https?)://([^/?#@\\\\\\s:\\[\\]]+)(:\\d{1,5})?([/?#].*)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern TRAILING_NUMBER = Pattern.compile("/(\\d{1,200})/?$");

	private static final Pattern ENCODED_OCTET = Pattern.compile("%([0-9a-fA-F]{2})");

	private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

	private static final Pattern RELATIVE = Pattern.compile("/|\\.\\.?/|\\?");

	private static final Pattern WITHOUT_SCHEME = Pattern.compile("www\\.[^\\s/]+\\.", Pattern.CASE_INSENSITIVE);

	private static final int MAX_PORT = 65_535;

	private static final String UNSAFE = " \"<>\\^`{|}[]";

	private UrlNormalizer() {
	}

	/**
	 * The URL with an IDNA host, a lower-case scheme and host, and percent-encoding for
	 * characters that a URL must not have, in the normal form of RFC 3986 §6.2.2; empty
	 * if the text is not such a URL, contains U+0000 or has more than
	 * {@value #MAX_LENGTH} characters.
	 */
	public static Optional<String> normalize(String text) {
		String stripped = text.strip();
		Matcher form = HTTP_URL.matcher(stripped);
		if (stripped.length() > MAX_LENGTH || stripped.indexOf('\0') >= 0 || !form.matches() || port(form) > MAX_PORT) {
			return Optional.empty();
		}
		try {
			String host = IDN.toASCII(form.group(2)).toLowerCase(Locale.ROOT);
			String url = form.group(1).toLowerCase(Locale.ROOT) + "://" + host + orEmpty(form.group(3))
					+ percentEncoded(orEmpty(form.group(4)));
			return Optional.of(new URI(url).toString()).filter((valid) -> valid.length() <= MAX_LENGTH);
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The same for a URL that may be relative to a page (RFC 3986, section 5): one that
	 * begins with a slash, a point or a question mark. A URL without a scheme that begins
	 * with {@code www.} is one of https.
	 * @param base the normalized URL of the page; null if unknown
	 */
	public static Optional<String> resolve(String text, @Nullable String base) {
		String stripped = text.strip();
		if (WITHOUT_SCHEME.matcher(stripped).lookingAt()) {
			return normalize("https://" + stripped);
		}
		if (base == null || stripped.length() > MAX_LENGTH || !RELATIVE.matcher(stripped).lookingAt()) {
			return normalize(stripped);
		}
		try {
			return normalize(URI.create(base).resolve(percentEncoded(stripped)).toString());
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The host of a normalized URL without {@code www.}; empty for other texts.
	 */
	public static String siteHost(String url) {
		Matcher form = HTTP_URL.matcher(url);
		return form.matches() ? form.group(2).replaceFirst("^www\\.", "") : "";
	}

	/**
	 * The last segment of a normalized URL's path if it is a number of at least
	 * {@code minDigits} digits.
	 */
	public static Optional<String> trailingPathNumber(String url, int minDigits) {
		Matcher number = TRAILING_NUMBER.matcher(URI.create(url).getRawPath());
		return number.find() ? Optional.of(number.group(1)).filter((digits) -> digits.length() >= minDigits)
				: Optional.empty();
	}

	private static int port(Matcher form) {
		return (form.group(3) != null) ? Integer.parseInt(form.group(3).substring(1)) : 0;
	}

	private static String orEmpty(String group) {
		return (group != null) ? group : "";
	}

	private static String percentEncoded(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		boolean isInFragment = false;
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (octet & 0xff);
			if (character <= ' ' || character >= 0x7f || UNSAFE.indexOf(character) >= 0
					|| (character == '#' && isInFragment)) {
				escaped.append('%').append(String.format("%02X", (int) character));
			}
			else {
				escaped.append(character);
			}
			isInFragment |= character == '#';
		}
		return ENCODED_OCTET.matcher(escaped.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25"))
			.replaceAll(UrlNormalizer::normalizedOctet);
	}

	/**
	 * Unreserved characters are decoded, and the digits of other octets are in upper
	 * case.
	 */
	private static String normalizedOctet(MatchResult octet) {
		String character = String.valueOf((char) Integer.parseInt(octet.group(1), 16));
		return UNRESERVED.matcher(character).matches() ? character : octet.group().toUpperCase(Locale.ROOT);
	}

}
