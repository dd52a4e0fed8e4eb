package dev.marquee.cost;

import java.util.Map;

import dev.marquee.cost.CostedField.CostedObject;
import dev.marquee.selection.Json;

/**
 * An operation of a document, with what it costs.
 *
 * @param root its root fields
 * @param introspects whether it asks for the schema
 */
record CostedOperation(CostedObject root, boolean introspects) {

	/**
	 * The cost before execution. It will not turn out to be more, unless a list is longer
	 * than the schema assumes.
	 */
	long requested(Map<String, Object> variables) {
		return Math.max(1, this.root.requested(variables));
	}

	/** The cost of what was answered. */
	long actual(Map<String, ?> data, Map<String, Object> variables) {
		ActualCost cost = new ActualCost(variables);
		long sum = 0;
		for (Map.Entry<String, ?> entry : data.entrySet()) {
			CostedField field = this.root.fields().get(entry.getKey());
			if (field != null) {
				sum = Saturating.sum(sum, field.ofCall(variables));
				sum = Saturating.sum(sum, (entry.getValue() instanceof Json json) ? cost.of(field, json) : 0);
			}
		}
		return Math.max(1, sum);
	}

}
