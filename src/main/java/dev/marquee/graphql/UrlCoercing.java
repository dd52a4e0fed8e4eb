package dev.marquee.graphql;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Coerces absolute http and https URLs. The {@code Url} of Extended Scalars accepts every
 * scheme that Java can open, such as {@code file} and {@code jar}; the wire format is the
 * same.
 */
class UrlCoercing extends TextCoercing<URI> {

	private static final Set<String> SCHEMES = Set.of("http", "https");

	UrlCoercing() {
		super(URI.class);
	}

	@Override
	URI parse(String text) {
		try {
			URI uri = new URI(text);
			if (uri.getHost() != null && uri.getScheme() != null
					&& SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
				return lowerCaseHost(uri, text);
			}
		}
		catch (URISyntaxException ex) {
			throw invalidUrl(ex);
		}
		throw invalidUrl(null);
	}

	/**
	 * Scheme and host are case-insensitive (RFC 3986 §6.2.2.1), and stored in lower case.
	 */
	private static URI lowerCaseHost(URI uri, String text) {
		int path = text.indexOf(uri.getRawAuthority()) + uri.getRawAuthority().length();
		return URI.create(text.substring(0, path).toLowerCase(Locale.ROOT) + text.substring(path));
	}

	@Override
	String format(URI value) {
		return value.toString();
	}

	private static IllegalArgumentException invalidUrl(@Nullable Exception cause) {
		return new IllegalArgumentException("Expected an absolute http or https URL.", cause);
	}

}
