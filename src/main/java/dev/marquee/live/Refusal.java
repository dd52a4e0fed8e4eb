package dev.marquee.live;

import java.nio.charset.StandardCharsets;

/**
 * The GraphQL response to a request that opens nothing.
 */
final class Refusal {

	private Refusal() {
	}

	static byte[] json(String code, String message) {
		return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}".formatted(message, code)
			.getBytes(StandardCharsets.UTF_8);
	}

}
