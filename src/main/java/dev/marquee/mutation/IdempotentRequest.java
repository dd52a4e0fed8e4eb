package dev.marquee.mutation;

import java.util.Map;

import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for a mutation that may come again.
 *
 * @param caller whose key it is
 * @param responseKey which mutation of the request
 * @param requestHash of all that is asked for
 */
record IdempotentRequest(String caller, String key, String responseKey, String requestHash) {

	private static final JsonMapper CANONICAL_JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	static IdempotentRequest of(String caller, String key, String responseKey, String mutation,
			Map<String, @Nullable Object> arguments) {
		return new IdempotentRequest(caller, key, responseKey,
				Hashes.sha256Hex(mutation + CANONICAL_JSON.writeValueAsString(arguments)));
	}

}
