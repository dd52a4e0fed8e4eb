package dev.marquee.cost;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How large the variables of a request are.
 */
final class VariablesSize {

	private VariablesSize() {
	}

	/**
	 * Refuses variables that are too large.
	 * @throws Refusal when they are
	 */
	static void check(Map<String, Object> variables, Limits limits) {
		for (Object value : variables.values()) {
			check(value, 1, limits);
		}
	}

	private static void check(@Nullable Object value, int depth, Limits limits) {
		Collection<?> elements = switch (value) {
			case Map<?, ?> object -> object.values();
			case Collection<?> list -> {
				Refusal.ifMore(list.size(), limits.listLength(), "LIST_LIMIT_EXCEEDED",
						"A list in the variables has %,d elements");
				yield list;
			}
			case null, default -> null;
		};
		if (elements != null) {
			Refusal.ifMore(depth, limits.variablesDepth(), "VARIABLES_DEPTH_LIMIT_EXCEEDED",
					"The variables are nested in %,d levels or more");
			for (Object element : elements) {
				check(element, depth + 1, limits);
			}
		}
	}

}
