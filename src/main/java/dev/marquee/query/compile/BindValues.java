package dev.marquee.query.compile;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.marquee.query.compile.SelectedField.CollectedField;
import org.jspecify.annotations.Nullable;

/**
 * The values of the bind parameters for one request. The arguments of a field are coerced
 * once, even if several parameters use them.
 */
final class BindValues {

	private final OperationContext operation;

	private final IdentityHashMap<CollectedField, Map<String, Object>> arguments = new IdentityHashMap<>();

	private final IdentityHashMap<CollectedField, Map<String, List<@Nullable Object>>> sharedValues = new IdentityHashMap<>();

	BindValues(OperationContext operation) {
		this.operation = operation;
	}

	Map<String, Object> argumentsOf(CollectedField field) {
		return this.arguments.computeIfAbsent(field, (missing) -> missing.coerceArguments(this.operation));
	}

	/**
	 * Values that are computed together from the arguments of a field, once for all
	 * parameters that use them.
	 */
	List<@Nullable Object> sharedValues(CollectedField field, String name,
			Function<Map<String, Object>, List<@Nullable Object>> values) {
		Map<String, List<@Nullable Object>> valuesByName = this.sharedValues.computeIfAbsent(field,
				(missing) -> new HashMap<>());
		return valuesByName.computeIfAbsent(name, (missing) -> values.apply(argumentsOf(field)));
	}

	@Nullable Object contextValue(String name) {
		return this.operation.context().get(name);
	}

	AccessContext accessContext() {
		return this.operation.accessContext();
	}

	@Nullable String mutationResult() {
		return this.operation.mutationResult();
	}

}
