package dev.marquee.writing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for a mutation that may come again.
 *
 * @param caller whose key it is
 * @param field which mutation of the request
 * @param hash of all that is asked for
 */
record Repeatable(String caller, String key, String field, String hash) {

	private static final JsonMapper ORDERED = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	static Repeatable of(String caller, String key, String field, String mutation,
			Map<String, @Nullable Object> arguments) {
		return new Repeatable(caller, key, field, sha256(mutation + ORDERED.writeValueAsString(arguments)));
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
