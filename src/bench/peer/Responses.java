package peer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes responses comparable: numbers are compared by value, cursors only by whether they are null.
 */
final class Responses {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private Responses() {
	}

	static JsonNode data(String response) {
		JsonNode root = JSON.readTree(response);
		if (root.has("errors")) {
			throw new IllegalStateException(root.get("errors").toString());
		}
		return root.get("data");
	}

	static JsonNode comparable(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode result = JSON.createObjectNode();
			object.properties().stream().sorted((one, other) -> one.getKey().compareTo(other.getKey())).forEach((field) -> {
				boolean isCursor = field.getKey().toLowerCase().endsWith("cursor") && !field.getValue().isNull();
				if (isCursor) {
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
