package peer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers made comparable: numbers by value, cursors only by whether there is one.
 */
final class Answers {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private Answers() {
	}

	static JsonNode data(String answer) {
		JsonNode whole = JSON.readTree(answer);
		if (whole.has("errors")) {
			throw new IllegalStateException(whole.get("errors").toString());
		}
		return whole.get("data");
	}

	static JsonNode comparable(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode result = JSON.createObjectNode();
			object.properties().stream().sorted((one, other) -> one.getKey().compareTo(other.getKey())).forEach((field) -> {
				boolean own = field.getKey().toLowerCase().endsWith("cursor") && !field.getValue().isNull();
				if (own) {
					result.put(field.getKey(), "a cursor");
				}
				else {
					result.set(field.getKey(), comparable(field.getValue()));
				}
			});
			return result;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode result = JSON.createArrayNode();
			array.forEach((element) -> result.add(comparable(element)));
			return result;
		}
		return node.isNumber() ? JSON.getNodeFactory().numberNode(node.asDouble()) : node;
	}

}
