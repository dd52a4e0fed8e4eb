package dev.marquee.cost;

import java.util.Map;

import dev.marquee.cost.CostedField.CostedObject;
import dev.marquee.selection.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what an answer did cost, by the objects that are in it.
 */
final class ActualCost {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, Object> variables;

	ActualCost(Map<String, Object> variables) {
		this.variables = variables;
	}

	/** The cost of all that a field returned. */
	long of(CostedField field, Json json) {
		try (JsonParser parser = JSON.createParser(json.utf8())) {
			parser.nextToken();
			return value(parser, field);
		}
	}

	private long value(JsonParser parser, CostedField field) {
		JsonToken token = parser.currentToken();
		if (field.types().isEmpty()) {
			parser.skipChildren();
			return 0;
		}
		if (token == JsonToken.START_ARRAY) {
			long sum = 0;
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				sum = Saturating.sum(sum, value(parser, field));
			}
			return sum;
		}
		return (token == JsonToken.START_OBJECT) ? object(parser, field) : 0;
	}

	/**
	 * Nothing in an object tells for sure of which of several types it is. What it costs
	 * is no more than the dearest of them.
	 */
	private long object(JsonParser parser, CostedField field) {
		CostedObject only = field.types().getFirst();
		long sum = 0;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			parser.nextToken();
			CostedField below = find(field, key);
			if (below == null) {
				parser.skipChildren();
			}
			else {
				sum = Saturating.sum(sum, Saturating.sum(below.ofCall(this.variables), value(parser, below)));
			}
		}
		sum = Saturating.sum(sum, only.weight());
		return (field.types().size() == 1) ? sum : Math.min(sum, field.requestedOfEach(this.variables));
	}

	private static @Nullable CostedField find(CostedField field, String key) {
		for (CostedObject type : field.types()) {
			CostedField found = type.fields().get(key);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
