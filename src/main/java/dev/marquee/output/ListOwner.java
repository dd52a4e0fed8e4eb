package dev.marquee.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.marquee.transport.http.HttpErrorException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The root fields that select one object with a list of its events.
 */
enum ListOwner {

	VENUE("id"), ORGANIZER("id"), PERFORMER("id"), CATEGORY("slug");

	private final String argument;

	ListOwner(String argument) {
		this.argument = argument;
	}

	/** The owner with this root field; null if no owner has it. */
	static @Nullable ListOwner find(String rootField) {
		return Arrays.stream(values()).filter((owner) -> owner.fieldName().equals(rootField)).findFirst().orElse(null);
	}

	private String fieldName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The argument that says which object is selected. */
	String argument() {
		return this.argument;
	}

	/**
	 * The filter of all events that selects those of the object.
	 * @param filter the filter of the object's list
	 * @param key the value of the argument
	 * @throws HttpErrorException if the filter is about such objects itself
	 */
	Map<String, @Nullable Object> restrict(Map<?, ?> filter, @Nullable Object key) {
		Map<String, @Nullable Object> restricted = new LinkedHashMap<>();
		filter.forEach((name, value) -> restricted.put(String.valueOf(name), value));
		if (this == CATEGORY) {
			Map<String, @Nullable Object> categories = new LinkedHashMap<>();
			if (restricted.get("categories") instanceof Map<?, ?> given) {
				given.forEach((name, value) -> categories.put(String.valueOf(name), value));
			}
			List<@Nullable Object> all = new ArrayList<>();
			all.add(key);
			if (categories.get("all") instanceof List<?> others) {
				all.addAll(others);
			}
			categories.put("all", all);
			restricted.put("categories", categories);
			return restricted;
		}
		String field = fieldName() + "Ids";
		if (restricted.get(field) instanceof List<?> ids && !ids.isEmpty()) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "DOCUMENT_NOT_AN_EVENT_LIST",
					"The list below `" + fieldName() + "` must not have the filter `" + field + "`.");
		}
		List<@Nullable Object> ids = new ArrayList<>();
		ids.add(key);
		restricted.put(field, ids);
		return restricted;
	}

}
