package dev.marquee.query.compile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What is empty in a filter: null, a list without elements or with blank texts only, a
 * text without anything but spaces and punctuation, and an object whose fields are all
 * empty. Pages send such values for an empty search box, unticked facets and the choice
 * "all"; they restrict nothing.
 */
public final class EmptyInput {

	/**
	 * Separators, control and format characters, and punctuation: that of Unicode, and
	 * that of ASCII, to which plus signs belong as well.
	 */
	private static final Pattern NO_WORD = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\\p{P}\\p{Punct}]*");

	private EmptyInput() {
	}

	/** Whether a text has only spaces and punctuation, if it has anything. */
	public static boolean isEmpty(String text) {
		return NO_WORD.matcher(text).matches();
	}

	/** Whether a list has nothing but blank texts, if it has anything. */
	public static boolean isEmpty(Collection<?> elements) {
		return elements.stream().allMatch((element) -> element instanceof String text && text.isBlank());
	}

	/** The fields of an input object that are not empty. */
	public static Map<String, Object> removeFrom(Map<?, ?> object) {
		Map<String, Object> remaining = new LinkedHashMap<>();
		object.forEach((name, value) -> {
			if (value instanceof Map<?, ?> nested) {
				Map<String, Object> fields = removeFrom(nested);
				if (!fields.isEmpty()) {
					remaining.put((String) name, fields);
				}
			}
			else if (!isEmptyValue(value)) {
				remaining.put((String) name, value);
			}
		});
		return remaining;
	}

	private static boolean isEmptyValue(@Nullable Object value) {
		return switch (value) {
			case null -> true;
			case String text -> isEmpty(text);
			case Collection<?> elements -> isEmpty(elements);
			default -> false;
		};
	}

}
