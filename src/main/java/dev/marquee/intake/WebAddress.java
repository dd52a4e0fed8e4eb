package dev.marquee.intake;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses on the web as they are kept: absolute, http or https, nothing but ASCII,
 * without a user's name.
 */
final class WebAddress {

	static final int LONGEST = 2048;

	private static final Pattern FORM = Pattern.compile("(https?)://([^/?#@\\\\\\s:\\[\\]]+)(:\\d{1,5})?([/?#].*)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern TRAILING_NUMBER = Pattern.compile("/(\\d{1,200})/?(?:[?#].*)?$");

	private static final String UNSAFE = " \"<>\\^`{|}[]";

	private WebAddress() {
	}

	/**
	 * The address in this text with letters escaped that an address must not have; empty
	 * when it is none.
	 */
	static Optional<String> parse(String text) {
		Matcher form = FORM.matcher(text.strip());
		if (!form.matches()) {
			return Optional.empty();
		}
		try {
			String host = IDN.toASCII(form.group(2)).toLowerCase(Locale.ROOT);
			String address = form.group(1).toLowerCase(Locale.ROOT) + "://" + host + orEmpty(form.group(3))
					+ escaped(orEmpty(form.group(4)));
			return Optional.of(new URI(address).toString()).filter((valid) -> valid.length() <= LONGEST);
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The host of a valid address, without {@code www.}
	 */
	static String site(String address) {
		Matcher form = FORM.matcher(address);
		return form.matches() ? form.group(2).replaceFirst("^www\\.", "") : "";
	}

	/**
	 * The last segment of the path, when it is a number.
	 */
	static Optional<String> trailingNumber(String address) {
		Matcher number = TRAILING_NUMBER.matcher(address);
		return number.find() ? Optional.of(number.group(1)) : Optional.empty();
	}

	private static String orEmpty(String group) {
		return (group != null) ? group : "";
	}

	private static String escaped(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		boolean isInFragment = false;
		for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (unit & 0xff);
			if (character <= ' ' || character >= 0x7f || UNSAFE.indexOf(character) >= 0
					|| (character == '#' && isInFragment)) {
				escaped.append('%').append(String.format("%02X", (int) character));
			}
			else {
				escaped.append(character);
			}
			isInFragment |= character == '#';
		}
		return escaped.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
	}

}
