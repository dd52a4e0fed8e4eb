package dev.marquee.limits;

import java.util.Map;

import dev.marquee.limits.CostedField.CostedObject;
import dev.marquee.query.json.RawJson;

/**
 * An operation of a document and its cost.
 *
 * @param root its root fields
 * @param usesIntrospection whether it selects {@code __schema} or {@code __type}
 */
record CostedOperation(CostedObject root, boolean usesIntrospection) {

	/**
	 * The maximum cost, as estimated before execution. The actual cost exceeds it only if
	 * a list is longer than its {@code assumedSize}.
	 */
	long requestedCost(Map<String, Object> variables) {
		return Math.max(1, this.root.requestedCost(variables));
	}

	/** The cost of the response data. */
	long actualCost(Map<String, ?> data, Map<String, Object> variables) {
		ActualCost cost = new ActualCost(variables);
		long sum = 0;
		for (Map.Entry<String, ?> entry : data.entrySet()) {
			CostedField field = this.root.fields().get(entry.getKey());
			if (field != null) {
				sum = SaturatingMath.add(sum, field.fieldCost(variables));
				sum = SaturatingMath.add(sum,
						(entry.getValue() instanceof RawJson rawJson) ? cost.measure(field, rawJson) : 0);
			}
		}
		return Math.max(1, sum);
	}

}
