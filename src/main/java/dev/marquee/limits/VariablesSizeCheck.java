package dev.marquee.limits;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Checks the depth and the list lengths of a request's variables.
 */
final class VariablesSizeCheck {

	private VariablesSizeCheck() {
	}

	/**
	 * Checks the variables.
	 * @throws OperationRejectedException if they exceed a limit
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
					"VARIABLES_DEPTH_LIMIT_EXCEEDED", "The variables are nested at least %,d levels deep");
			for (Object element : elements) {
				check(element, depth + 1, requestLimits);
			}
		}
	}

}
