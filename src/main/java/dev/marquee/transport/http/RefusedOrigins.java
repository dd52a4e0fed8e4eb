package dev.marquee.transport.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports origins whose pages were refused: to their developers, and once to the
 * operator. A stranger can invent any number of origins, so only the first ones are
 * logged.
 */
final class RefusedOrigins {

	private static final Logger LOG = LoggerFactory.getLogger(RefusedOrigins.class);

	private static final int MAX_LOGGED = 100;

	/**
	 * The characters of a serialized origin (RFC 6454 §6.2), which are safe to repeat.
	 */
	private static final Pattern PRINTABLE = Pattern
		.compile("null|[a-z][a-z0-9+.-]{0,30}://[A-Za-z0-9._:\\[\\]-]{1,255}");

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	/** Returns the error for a page of this origin. */
	String refuse(String origin) {
		String printable = PRINTABLE.matcher(origin).matches() ? "`" + origin + "`" : "this origin";
		if (this.logged.size() <= MAX_LOGGED && this.logged.add(printable)) {
			log(printable);
		}
		return "Pages of " + printable + " may not use this API. Allow the origin with the setting "
				+ "`spring.graphql.cors.allowed-origins` of the server, in its environment "
				+ "`SPRING_GRAPHQL_CORS_ALLOWED_ORIGINS`. If a proxy serves the page and this API under one address, "
				+ "let it keep the `Host` header.";
	}

	private void log(String origin) {
		if (this.logged.size() > MAX_LOGGED) {
			LOG.warn("Pages of more than {} origins were refused; no more are logged", MAX_LOGGED);
			return;
		}
		LOG.warn("A page of {} was refused. To allow its origin, add it to spring.graphql.cors.allowed-origins "
				+ "(SPRING_GRAPHQL_CORS_ALLOWED_ORIGINS)", origin);
	}

}
