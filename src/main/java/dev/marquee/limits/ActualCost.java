package dev.marquee.limits;

import java.util.Map;

import dev.marquee.limits.CostedField.CostedObject;
import dev.marquee.query.json.RawJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cost of a response, computed from the objects in its JSON.
 */
final class ActualCost {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, Object> variables;

	ActualCost(Map<String, Object> variables) {
		this.variables = variables;
	}

	/** The cost of a field's value, without {@link CostedField#fieldCost}. */
	long measure(CostedField field, RawJson rawJson) {
		try (JsonParser parser = JSON.createParser(rawJson.utf8())) {
			parser.nextToken();
			return valueCost(parser, field);
		}
	}

	private long valueCost(JsonParser parser, CostedField field) {
		JsonToken token = parser.currentToken();
		if (field.types().isEmpty()) {
			parser.skipChildren();
			return 0;
		}
		if (token == JsonToken.START_ARRAY) {
			long sum = 0;
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				sum = SaturatingMath.add(sum, valueCost(parser, field));
			}
			return sum;
		}
		return (token == JsonToken.START_OBJECT) ? objectCost(parser, field) : 0;
	}

	/**
	 * The JSON of an object does not identify its type. If several types are possible,
	 * the fields of all of them are counted, and the cost is capped at that of the most
	 * expensive type.
	 */
	private long objectCost(JsonParser parser, CostedField field) {
		CostedObject firstType = field.types().getFirst();
		long sum = 0;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			parser.nextToken();
			CostedField child = findField(field, key);
			if (child == null) {
				parser.skipChildren();
			}
			else {
				sum = SaturatingMath.add(sum,
						SaturatingMath.add(child.fieldCost(this.variables), valueCost(parser, child)));
			}
		}
		sum = SaturatingMath.add(sum, firstType.ownCost(this.variables));
		return (field.types().size() == 1) ? sum : Math.min(sum, field.requestedCostPerObject(this.variables));
	}

	private static @Nullable CostedField findField(CostedField field, String key) {
		for (CostedObject type : field.types()) {
			CostedField found = type.fields().get(key);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

}
