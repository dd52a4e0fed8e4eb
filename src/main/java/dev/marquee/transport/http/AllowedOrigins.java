package dev.marquee.transport.http;

import java.util.List;
import java.util.Locale;

import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins (RFC 6454) whose pages may use the API: those of
 * {@code spring.graphql.cors.allowed-origins}, and with
 * {@code marquee.allow-local-origins} those of the computer on which the browser runs.
 *
 * @param cors the configuration of CORS for both
 * @param any whether there is an allowed origin
 */
record AllowedOrigins(CorsConfiguration cors, boolean any) {

	/** Every port, also the default one. */
	private static final List<String> LOCAL = List.of("http://localhost:[*]", "https://localhost:[*]",
			"http://127.0.0.1:[*]", "https://127.0.0.1:[*]", "http://[::1]:[*]", "https://[::1]:[*]");

	/**
	 * Reads the settings.
	 * @param allowLocal the value of {@code marquee.allow-local-origins}: {@code true},
	 * {@code false}, or {@code auto}
	 * @param embeddedDatabase whether {@code auto} means {@code true}
	 */
	static AllowedOrigins of(GraphQlCorsProperties properties, String allowLocal, boolean embeddedDatabase) {
		boolean local = switch (allowLocal.strip().toLowerCase(Locale.ROOT)) {
			case "auto" -> embeddedDatabase;
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException(
					"marquee.allow-local-origins must be auto, true or false, but is " + allowLocal + ".");
		};
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(properties.getAllowedOrigins());
		cors.setAllowedOriginPatterns(properties.getAllowedOriginPatterns());
		cors.setAllowedMethods(properties.getAllowedMethods());
		cors.setAllowedHeaders(properties.getAllowedHeaders());
		cors.setExposedHeaders(properties.getExposedHeaders());
		cors.setAllowCredentials(properties.getAllowCredentials());
		cors.setMaxAge(properties.getMaxAge());
		if (local) {
			LOCAL.forEach(cors::addAllowedOriginPattern);
		}
		return new AllowedOrigins(cors, local || properties.toCorsConfiguration() != null);
	}

}
