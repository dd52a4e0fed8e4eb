package dev.marquee.transport.http;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins (RFC 6454) that the operator has named: the allowed ones, and that of
 * {@code marquee.public-url}. Unlike CORS, they do not depend on the {@code Host} of the
 * request. If a page makes the name of its host resolve to this server (DNS rebinding),
 * the browser takes the server for the origin of the page.
 */
public final class KnownOrigins {

	private final CorsConfiguration allowed;

	private final String publicOrigin;

	KnownOrigins(AllowedOrigins allowed, String publicUrl) {
		this.allowed = allowed.cors();
		this.publicOrigin = originOf(URI.create(publicUrl));
	}

	/**
	 * Whether a request may be answered.
	 * @param origin the header {@code Origin}; null for a program that is not a browser
	 */
	public boolean isKnown(@Nullable String origin) {
		return origin == null || origin.equalsIgnoreCase(this.publicOrigin) || this.allowed.checkOrigin(origin) != null;
	}

	/** The origin as browsers write it: without a default port. */
	private static String originOf(URI url) {
		String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
		int defaultPort = scheme.equals("https") ? 443 : 80;
		String port = (url.getPort() == -1 || url.getPort() == defaultPort) ? "" : ":" + url.getPort();
		return scheme + "://" + url.getHost() + port;
	}

}
