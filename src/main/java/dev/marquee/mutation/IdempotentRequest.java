package dev.marquee.mutation;

import java.util.Map;

import dev.marquee.security.Viewer;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mutation of a request with an idempotency key.
 *
 * @param caller the principal to which the key belongs
 * @param key the idempotency key
 * @param responseKey the response key of the mutation field, which distinguishes the
 * mutations of one request; the SHA-256 of one that is too long
 * @param requestHash the SHA-256 of the mutation's name and arguments, and of the person
 * that the request names
 */
record IdempotentRequest(String caller, String key, String responseKey, String requestHash) {

	/**
	 * An alias may be as long as a document, but the column and its index have limits.
	 */
	private static final int MAX_RESPONSE_KEY_LENGTH = 255;

	private static final JsonMapper CANONICAL_JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	static IdempotentRequest of(Viewer viewer, String key, String responseKey, String mutation,
			Map<String, @Nullable Object> arguments) {
		boolean isTooLong = responseKey.length() > MAX_RESPONSE_KEY_LENGTH;
		String person = (viewer.person() != null) ? " for " + viewer.person() : "";
		return new IdempotentRequest(viewer.principalId(), key, isTooLong ? Hashes.sha256Hex(responseKey) : responseKey,
				Hashes.sha256Hex(mutation + CANONICAL_JSON.writeValueAsString(arguments) + person));
	}

}
