package dev.marquee.mutation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a mutation, from which the fields of its payload are read.
 *
 * @param values the JSON values and row keys by the names of the payload's fields
 */
public record MutationResult(Map<String, Object> values) {

	/** The result without values. */
	public static final MutationResult EMPTY = new MutationResult(Map.of());

	static final String USER_ERRORS = "userErrors";

	/**
	 * The result with one value: the key of a row, or a text, number, list or map that
	 * maps directly to JSON.
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
