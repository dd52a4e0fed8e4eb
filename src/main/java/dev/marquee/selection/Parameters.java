package dev.marquee.selection;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.marquee.selection.SelectedField.Occurrence;
import org.jspecify.annotations.Nullable;

/**
 * What a request gives the slots of a statement. The arguments of a field are coerced
 * once, however many slots read them.
 */
final class Parameters {

	private final Operation request;

	private final IdentityHashMap<Occurrence, Map<String, Object>> arguments = new IdentityHashMap<>();

	private final IdentityHashMap<Occurrence, Map<String, List<@Nullable Object>>> together = new IdentityHashMap<>();

	Parameters(Operation request) {
		this.request = request;
	}

	Map<String, Object> argumentsOf(Occurrence field) {
		return this.arguments.computeIfAbsent(field, (missing) -> missing.argumentsIn(this.request));
	}

	/** Values that are made together of the arguments of a field, once for all slots. */
	List<@Nullable Object> together(Occurrence field, String name,
			Function<Map<String, Object>, List<@Nullable Object>> values) {
		Map<String, List<@Nullable Object>> ofField = this.together.computeIfAbsent(field,
				(missing) -> new HashMap<>());
		return ofField.computeIfAbsent(name, (missing) -> values.apply(argumentsOf(field)));
	}

	@Nullable Object given(String name) {
		return this.request.context().get(name);
	}

	Audience audience() {
		return this.request.audience();
	}

	@Nullable String outcome() {
		return this.request.outcome();
	}

}
