package dev.marquee.live;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the messages of graphql-transport-ws.
 */
final class Messages {

	static final byte[] ACK = frame("{\"type\":\"connection_ack\"}");

	static final byte[] PING = frame("{\"type\":\"ping\"}");

	static final byte[] PONG = frame("{\"type\":\"pong\"}");

	private static final byte[] END = { '}' };

	private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
	};

	private final JsonMapper json;

	Messages(JsonMapper json) {
		this.json = json;
	}

	Message read(byte[] text) throws Broken {
		Map<String, Object> message;
		try {
			message = this.json.readValue(text, OBJECT);
		}
		catch (JacksonException ex) {
			throw new Broken(Closing.invalid("A message is a JSON object"));
		}
		if (message == null || !(message.get("type") instanceof String type)) {
			throw new Broken(Closing.invalid("A message has a type"));
		}
		Object id = message.get("id");
		Object payload = message.get("payload");
		if ((id != null && !(id instanceof String)) || (payload != null && !(payload instanceof Map))) {
			throw new Broken(Closing.invalid("An id is a string, and a payload an object"));
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

	/** What the frames of all results of a subscription begin with. */
	byte[] next(String id) {
		return begin(id, "next");
	}

	static byte[] next(byte[] begin, byte[] result) {
		return Frame.text(begin, result, END);
	}

	/** Says what was wrong, as it would be said over HTTP. */
	byte[] errors(String id, List<Map<String, Object>> errors) {
		byte[] payload = this.json.writeValueAsBytes(errors);
		return Frame.text(begin(id, "error"), payload, END);
	}

	byte[] complete(String id) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put("id", id);
		message.put("type", "complete");
		return Frame.text(this.json.writeValueAsBytes(message));
	}

	private byte[] begin(String id, String type) {
		String quoted = this.json.writeValueAsString(id);
		return ("{\"id\":" + quoted + ",\"type\":\"" + type + "\",\"payload\":").getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] frame(String message) {
		return Frame.text(message.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * What a client has sent.
	 */
	record Message(String type, @Nullable String id, @Nullable Map<String, Object> payload) {

		String needId() throws Broken {
			if (this.id == null || this.id.isEmpty()) {
				throw new Broken(Closing.invalid("This message needs an id"));
			}
			return this.id;
		}

		Map<String, Object> needPayload() throws Broken {
			if (this.payload == null) {
				throw new Broken(Closing.invalid("This message needs a payload"));
			}
			return this.payload;
		}

	}

}
