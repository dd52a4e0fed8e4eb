package dev.marquee.transport.websocket;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name by which a subscriber is recognized after an interruption:
 * {@code extensions.subscriber} of the request, or else the id of the operation if it is
 * a UUID. {@code graphql-ws} generates one for each subscription, and sends it again when
 * it has reconnected.
 */
final class SubscriberNames {

	private static final String EXTENSION = "subscriber";

	private static final Pattern UUID = Pattern
		.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

	private SubscriberNames() {
	}

	/**
	 * Returns the name, not validated.
	 * @param id the id of the operation
	 * @param extensions those of the request
	 * @return null if the subscriber has no name; empty if the name is not a string
	 */
	static @Nullable String find(String id, Map<String, Object> extensions) {
		Object name = extensions.get(EXTENSION);
		if (name != null) {
			return (name instanceof String text) ? text : "";
		}
		return UUID.matcher(id).matches() ? id : null;
	}

}
