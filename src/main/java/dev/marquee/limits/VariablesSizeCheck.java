package dev.marquee.limits;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How large the variables of a request are.
 */
final class VariablesSizeCheck {

	private VariablesSizeCheck() {
	}

	/**
	 * Refuses variables that are too large.
	 * @throws OperationRejectedException when they are
	 */
	static void check(Map<String, Object> variables, RequestLimits requestLimits) {
		for (Object value : variables.values()) {
			check(value, 1, requestLimits);
		}
	}

	private static void check(@Nullable Object value, int depth, RequestLimits requestLimits) {
		Collection<?> elements = switch (value) {
			case Map<?, ?> object -> object.values();
			case Collection<?> list -> {
				OperationRejectedException.rejectIfAbove(list.size(), requestLimits.listLength(), "LIST_LIMIT_EXCEEDED",
						"A list in the variables has %,d elements");
				yield list;
			}
			case null, default -> null;
		};
		if (elements != null) {
			OperationRejectedException.rejectIfAbove(depth, requestLimits.variablesDepth(),
					"VARIABLES_DEPTH_LIMIT_EXCEEDED", "The variables are nested in %,d levels or more");
			for (Object element : elements) {
				check(element, depth + 1, requestLimits);
			}
		}
	}

}
