package dev.marquee.writing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What came of a mutation: what the fields of its payload are found by.
 */
public record Written(Map<String, Object> members) {

	/** There is nothing to tell. */
	public static final Written NOTHING = new Written(Map.of());

	static final String USER_ERRORS = "userErrors";

	/** A row, by its key. */
	public static Written of(String name, UUID key) {
		return new Written(Map.of(name, key));
	}

	/**
	 * Anything else that is written in JSON as it is in Java: text, numbers, lists, maps.
	 */
	public static Written of(String name, Object value) {
		return new Written(Map.of(name, value));
	}

	Written with(List<UserError> errors) {
		Map<String, Object> all = new LinkedHashMap<>(this.members);
		all.put(USER_ERRORS, errors);
		return new Written(all);
	}

}
