package dev.marquee.mcp;

import java.util.Map;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A request or a notification of JSON-RPC 2.0, section 4, with what the protocol requires
 * of it: the SDK reads parameters of another form as internal errors.
 *
 * @param id a string or an integer; null for a notification
 */
record JsonRpcMessage(String method, @Nullable Object id, @Nullable Map<?, ?> params) {

	/**
	 * Reads a message.
	 * @throws JsonRpcException if it is malformed
	 */
	static JsonRpcMessage of(Map<String, @Nullable Object> members) {
		Object id = members.get("id");
		if (members.containsKey("id") && !(id instanceof String || id instanceof Integer || id instanceof Long)) {
			throw invalid(null, "`id` must be a string or an integer.");
		}
		if (!McpSchema.JSONRPC_VERSION.equals(members.get("jsonrpc"))) {
			throw invalid(id, "`jsonrpc` must be \"2.0\".");
		}
		if (!(members.get("method") instanceof String method)) {
			throw invalid(id,
					"`method` must be a string. This server sends no requests, so there are no responses to send.");
		}
		if (!(members.get("params") instanceof Map<?, ?> params)) {
			if (members.get("params") != null) {
				throw invalidParams(id, "`params` must be an object.");
			}
			return new JsonRpcMessage(method, id, null).checked();
		}
		return new JsonRpcMessage(method, id, params).checked();
	}

	private JsonRpcMessage checked() {
		switch (this.method) {
			case McpSchema.METHOD_INITIALIZE -> {
				requireParameter("protocolVersion", String.class, "a string such as `2025-11-25`");
				requireParameter("capabilities", Map.class, "an object");
				requireParameter("clientInfo", Map.class, "an object with `name` and `version`");
			}
			case McpSchema.METHOD_TOOLS_CALL -> {
				requireParameter("name", String.class, "the name of a tool");
				if (parameter("arguments") != null) {
					requireParameter("arguments", Map.class, "an object");
				}
			}
			default -> {
			}
		}
		return this;
	}

	private @Nullable Object parameter(String name) {
		return (this.params != null) ? this.params.get(name) : null;
	}

	private void requireParameter(String name, Class<?> type, String expected) {
		if (!type.isInstance(parameter(name))) {
			throw invalidParams(this.id, "`params." + name + "` must be " + expected + ".");
		}
	}

	boolean isNotification() {
		return this.id == null;
	}

	boolean isInitialize() {
		return this.method.equals(McpSchema.METHOD_INITIALIZE);
	}

	private static JsonRpcException invalid(@Nullable Object id, String message) {
		return new JsonRpcException(HttpStatus.BAD_REQUEST, ErrorCodes.INVALID_REQUEST, id, message);
	}

	private static JsonRpcException invalidParams(@Nullable Object id, String message) {
		return new JsonRpcException(HttpStatus.BAD_REQUEST, ErrorCodes.INVALID_PARAMS, id, message);
	}

}
