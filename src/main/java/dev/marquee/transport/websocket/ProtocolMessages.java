package dev.marquee.transport.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.transport.CloseStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the messages of graphql-transport-ws.
 */
final class ProtocolMessages {

	static final byte[] ACK = utf8("{\"type\":\"connection_ack\"}");

	static final byte[] PING = utf8("{\"type\":\"ping\"}");

	static final byte[] PONG = utf8("{\"type\":\"pong\"}");

	/** The maximum length of the id of an operation, in characters. */
	static final int MAX_ID_LENGTH = 256;

	private static final byte END = '}';

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper json;

	/** Keeps all digits of numbers, as requests over HTTP do. */
	private final JsonMapper exactJson;

	ProtocolMessages(JsonMapper json) {
		this.json = json;
		this.exactJson = json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
	}

	Message read(String text) throws ProtocolException {
		Map<String, Object> message;
		try {
			message = this.exactJson.readValue(text, OBJECT);
		}
		catch (JacksonException | NumberFormatException ex) {
			throw new ProtocolException(CloseStatus.badRequest("A message must be a JSON object"));
		}
		if (message == null || !(message.get("type") instanceof String type)) {
			throw new ProtocolException(CloseStatus.badRequest("A message requires a type"));
		}
		Object id = message.get("id");
		Object payload = message.get("payload");
		if ((id != null && !(id instanceof String)) || (payload != null && !(payload instanceof Map))) {
			throw new ProtocolException(CloseStatus.badRequest("id must be a string and payload an object"));
		}
		return new Message(type, (String) id, (payload != null) ? object(payload) : null);
	}

	@SuppressWarnings("unchecked") // the keys of JSON objects are strings
	static Map<String, Object> object(Object payload) {
		return (Map<String, Object>) payload;
	}

	byte[] write(Map<String, Object> result) {
		return this.json.writeValueAsBytes(result);
	}

	/** The part before the payload, which all results of an operation share. */
	byte[] nextPrefix(String id) {
		return prefix(id, "next");
	}

	static byte[] next(byte[] prefix, byte[] result) {
		return join(prefix, result);
	}

	/**
	 * The errors of an operation that was not executed, in the format of the HTTP
	 * response.
	 */
	byte[] errors(String id, List<Map<String, Object>> errors) {
		return join(prefix(id, "error"), this.json.writeValueAsBytes(errors));
	}

	byte[] complete(String id) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("id", id);
		message.put("type", "complete");
		return this.json.writeValueAsBytes(message);
	}

	private byte[] prefix(String id, String type) {
		String quoted = this.json.writeValueAsString(id);
		return utf8("{\"id\":" + quoted + ",\"type\":\"" + type + "\",\"payload\":");
	}

	private static byte[] join(byte[] prefix, byte[] payload) {
		return ByteBuffer.allocate(prefix.length + payload.length + 1).put(prefix).put(payload).put(END).array();
	}

	private static byte[] utf8(String message) {
		return message.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A message of a client.
	 */
	record Message(String type, @Nullable String id, @Nullable Map<String, Object> payload) {

		String requireId() throws ProtocolException {
			if (this.id == null || this.id.isEmpty()) {
				throw new ProtocolException(CloseStatus.badRequest("This message requires an id"));
			}
			if (this.id.length() > MAX_ID_LENGTH) {
				throw new ProtocolException(
						CloseStatus.badRequest("An id must have at most " + MAX_ID_LENGTH + " characters"));
			}
			return this.id;
		}

		Map<String, Object> requirePayload() throws ProtocolException {
			if (this.payload == null) {
				throw new ProtocolException(CloseStatus.badRequest("This message requires a payload"));
			}
			return this.payload;
		}

	}

}
