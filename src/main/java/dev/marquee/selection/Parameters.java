package dev.marquee.selection;

import java.util.IdentityHashMap;
import java.util.Map;

import dev.marquee.selection.SelectedField.Occurrence;
import org.jspecify.annotations.Nullable;

/**
 * What a request gives the slots of a statement. The arguments of a field are coerced
 * once, however many slots read them.
 */
final class Parameters {

	private final Operation request;

	private final IdentityHashMap<Occurrence, Map<String, Object>> arguments = new IdentityHashMap<>();

	Parameters(Operation request) {
		this.request = request;
	}

	Map<String, Object> argumentsOf(Occurrence field) {
		return this.arguments.computeIfAbsent(field, (missing) -> missing.argumentsIn(this.request));
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
