package dev.marquee.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Thrown if a message is rejected before a tool is called. Becomes an error of JSON-RPC
 * 2.0, section 5.1.
 */
final class JsonRpcException extends RuntimeException {

	private final HttpStatus status;

	private final int code;

	private final @Nullable Object id;

	/**
	 * Creates an exception.
	 * @param code a code of JSON-RPC
	 * @param id the id of the request; null if it is unknown
	 */
	JsonRpcException(HttpStatus status, int code, @Nullable Object id, String message) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.id = id;
	}

	HttpStatus status() {
		return this.status;
	}

	/** The response. */
	Map<String, @Nullable Object> body() {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("jsonrpc", "2.0");
		body.put("id", this.id);
		body.put("error", Map.of("code", this.code, "message", String.valueOf(getMessage())));
		return body;
	}

}
