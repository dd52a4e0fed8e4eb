package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of an operation, with what it costs. Fields that cost nothing, and have nothing
 * below that does, are left out of the tree.
 *
 * @param responseKey the key of the field in the answer
 * @param occurrences when the field is selected: whenever one of these holds
 * @param weight what it costs each time, beside its arguments
 * @param listSizeEstimate how many objects it returns at most
 * @param types what these objects cost, by the types they may have
 */
record CostedField(String responseKey, List<SelectionConditions> occurrences, long weight, ArgumentCost arguments,
		ListSizeEstimate listSizeEstimate, List<CostedObject> types) {

	/** The cost before execution. */
	long requestedCost(Map<String, Object> variables) {
		if (!isSelected(variables)) {
			return 0;
		}
		long perObject = requestedCostPerObject(variables);
		return SaturatingMath.add(fieldCost(variables),
				(perObject != 0) ? SaturatingMath.multiply(this.listSizeEstimate.evaluate(variables), perObject) : 0);
	}

	/** The cost of each object, at most. */
	long requestedCostPerObject(Map<String, Object> variables) {
		long max = 0;
		for (CostedObject type : this.types) {
			max = Math.max(max, type.requestedCost(variables));
		}
		return max;
	}

	/** The cost of the field itself. */
	long fieldCost(Map<String, Object> variables) {
		return this.arguments.equals(ArgumentCost.ZERO) ? this.weight
				: Math.max(0, SaturatingMath.add(this.weight, this.arguments.evaluate(variables)));
	}

	private boolean isSelected(Map<String, Object> variables) {
		for (SelectionConditions selectionConditions : this.occurrences) {
			if (selectionConditions.areMet(variables)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The objects that a field returns, if they are of one type.
	 *
	 * @param fields those that cost something, by their keys
	 */
	record CostedObject(long weight, Map<String, CostedField> fields) {

		static CostedObject of(long weight, List<CostedField> fields) {
			Map<String, CostedField> byKey = new LinkedHashMap<>();
			fields.forEach((field) -> byKey.put(field.responseKey(), field));
			return new CostedObject(weight, byKey);
		}

		long requestedCost(Map<String, Object> variables) {
			long sum = this.weight;
			for (CostedField field : this.fields.values()) {
				sum = SaturatingMath.add(sum, field.requestedCost(variables));
			}
			return sum;
		}

	}

}
