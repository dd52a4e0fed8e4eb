package dev.marquee.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of an operation, with what it costs. Fields that cost nothing, and have nothing
 * below that does, are left out of the tree.
 *
 * @param key the key of the field in the answer
 * @param occurrences when the field is selected: whenever one of these holds
 * @param weight what it costs each time, beside its arguments
 * @param size how many objects it returns at most
 * @param types what these objects cost, by the types they may have
 */
record CostedField(String key, List<Conditions> occurrences, long weight, ArgumentCost arguments, Size size,
		List<CostedObject> types) {

	/** The cost before execution. */
	long requested(Map<String, Object> variables) {
		if (!isSelected(variables)) {
			return 0;
		}
		long each = requestedOfEach(variables);
		return Saturating.sum(ofCall(variables), (each != 0) ? Saturating.product(this.size.in(variables), each) : 0);
	}

	/** The cost of each object, at most. */
	long requestedOfEach(Map<String, Object> variables) {
		long most = 0;
		for (CostedObject type : this.types) {
			most = Math.max(most, type.requested(variables));
		}
		return most;
	}

	/** The cost of the field itself. */
	long ofCall(Map<String, Object> variables) {
		return this.arguments.equals(ArgumentCost.NOTHING) ? this.weight
				: Math.max(0, Saturating.sum(this.weight, this.arguments.in(variables)));
	}

	private boolean isSelected(Map<String, Object> variables) {
		for (Conditions conditions : this.occurrences) {
			if (conditions.hold(variables)) {
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
			fields.forEach((field) -> byKey.put(field.key(), field));
			return new CostedObject(weight, byKey);
		}

		long requested(Map<String, Object> variables) {
			long sum = this.weight;
			for (CostedField field : this.fields.values()) {
				sum = Saturating.sum(sum, field.requested(variables));
			}
			return sum;
		}

	}

}
