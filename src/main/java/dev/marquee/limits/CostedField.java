package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of an operation and its cost. A field without a cost of its own or below it is
 * left out of the tree.
 *
 * @param responseKey the key of the field in the response
 * @param occurrences the conditions of each place that selects the field; one of them
 * must be met
 * @param weight the cost of the field without its arguments and objects
 * @param listSizeEstimate the maximum number of objects that the field returns
 * @param types the possible types of these objects that have a cost
 */
record CostedField(String responseKey, List<SelectionConditions> occurrences, long weight, ArgumentCost arguments,
		ListSizeEstimate listSizeEstimate, List<CostedObject> types) {

	/** The key of the cost of counting in an object; no response key is empty. */
	private static final String COUNT_KEY = "";

	private static final long REPETITION_COST = 1;

	/**
	 * The cost of counting a list once for several fields.
	 * @param occurrences the conditions of all these fields
	 */
	static CostedField count(List<SelectionConditions> occurrences, CountCost countCost) {
		return new CostedField(COUNT_KEY, occurrences, 0, countCost.withFilter(), ListSizeEstimate.ONE, List.of());
	}

	/**
	 * The same field if the object has it under another key, too. Each alias repeats the
	 * value in the response, so it is not free.
	 */
	CostedField withRepetition(boolean isRepeated) {
		boolean isFree = this.weight == 0 && this.types.stream().allMatch((type) -> type.weight() == 0);
		return (isRepeated && isFree) ? new CostedField(this.responseKey, this.occurrences, REPETITION_COST,
				this.arguments, this.listSizeEstimate, this.types) : this;
	}

	/** The maximum cost, as estimated before execution. */
	long requestedCost(Map<String, Object> variables) {
		if (!isSelected(variables)) {
			return 0;
		}
		long perObject = requestedCostPerObject(variables);
		return SaturatingMath.add(fieldCost(variables),
				(perObject != 0) ? SaturatingMath.multiply(this.listSizeEstimate.evaluate(variables), perObject) : 0);
	}

	/** The maximum cost of each object. */
	long requestedCostPerObject(Map<String, Object> variables) {
		long max = 0;
		for (CostedObject type : this.types) {
			max = Math.max(max, type.requestedCost(variables));
		}
		return max;
	}

	/** The cost of the field and its arguments, without its objects. */
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
	 * An object type that a field may return, and the cost of its objects.
	 *
	 * @param fields the selected fields that have a cost, by response key
	 */
	record CostedObject(long weight, Map<String, CostedField> fields) {

		static CostedObject of(long weight, List<CostedField> fields) {
			Map<String, CostedField> byKey = new LinkedHashMap<>();
			fields.forEach((field) -> byKey.put(field.responseKey(), field));
			return new CostedObject(weight, byKey);
		}

		/** The cost of an object without its fields, except for counting. */
		long ownCost(Map<String, Object> variables) {
			CostedField count = this.fields.get(COUNT_KEY);
			return (count != null) ? SaturatingMath.add(this.weight, count.requestedCost(variables)) : this.weight;
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
