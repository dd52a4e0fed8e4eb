package dev.marquee.selection;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.selection.SelectedField.Occurrence;
import org.jspecify.annotations.Nullable;

/**
 * A compiled selection: the SQL, and where the value of each of its parameters comes
 * from.
 */
record Statement(String sql, List<Slot<?>> slots) {

	/** The values of the parameters, in order, for the request at hand. */
	@Nullable Object[] parametersIn(Operation request) {
		IdentityHashMap<Occurrence, Map<String, Object>> arguments = new IdentityHashMap<>();
		return this.slots.stream()
			.map((slot) -> slot
				.valueFrom(arguments.computeIfAbsent(slot.field(), (field) -> field.argumentsIn(request))))
			.toArray();
	}

}
