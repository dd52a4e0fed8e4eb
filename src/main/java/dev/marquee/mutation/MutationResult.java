package dev.marquee.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What came of a mutation: what the fields of its payload are found by.
 */
public record MutationResult(Map<String, Object> values) {

	/** There is nothing to tell. */
	public static final MutationResult EMPTY = new MutationResult(Map.of());

	static final String USER_ERRORS = "userErrors";

	/** A row, by its key. */
	public static MutationResult of(String name, UUID key) {
		return new MutationResult(Map.of(name, key));
	}

	/**
	 * Anything else that is written in JSON as it is in Java: text, numbers, lists, maps.
	 */
	public static MutationResult of(String name, Object value) {
		return new MutationResult(Map.of(name, value));
	}

	MutationResult withUserErrors(List<UserError> errors) {
		Map<String, Object> combined = new LinkedHashMap<>(this.values);
		combined.put(USER_ERRORS, errors);
		return new MutationResult(combined);
	}

}
