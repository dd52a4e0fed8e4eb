package dev.marquee.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.marquee.query.compile.GlobalId;
import dev.marquee.text.PlainText;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * An input object of a mutation. It returns cleaned values and collects an error with its
 * path for each invalid field. A value returned for an invalid field is a placeholder:
 * the transaction is rolled back.
 */
public final class Input {

	/** Limits the work of removing markup: longer text is rejected as it is. */
	private static final int MAX_RAW_LENGTH = 2_000_000;

	private final Map<String, @Nullable Object> values;

	private final List<String> path;

	private final List<UserError> errors;

	Input(Map<String, @Nullable Object> values) {
		this(values, List.of(), new ArrayList<>());
	}

	private Input(Map<String, @Nullable Object> values, List<String> path, List<UserError> errors) {
		this.values = values;
		this.path = path;
		this.errors = errors;
	}

	/** The errors of the whole input so far. */
	List<UserError> errors() {
		return List.copyOf(this.errors);
	}

	/** Whether the whole input has no errors so far. */
	public boolean isValid() {
		return this.errors.isEmpty();
	}

	/** Adds an error to a field. */
	public void rejectValue(String field, UserErrorCode code, String message) {
		this.errors.add(new UserError(pathTo(field), message, code));
	}

	/** Adds an error to this input object as a whole. */
	public void reject(UserErrorCode code, String message) {
		this.errors.add(new UserError(this.path, message, code));
	}

	/** Whether the field is present, even if it is null. */
	public boolean has(String field) {
		return this.values.containsKey(field);
	}

	/** Whether the field is present and true. */
	public boolean isTrue(String field) {
		return Boolean.TRUE.equals(this.values.get(field));
	}

	/** A value of the type to which the schema coerces it; null if it is missing. */
	public <T> @Nullable T value(String field, Class<T> type) {
		return type.cast(this.values.get(field));
	}

	/** Whether the field is neither missing nor null. Otherwise adds an error to it. */
	public boolean checkPresent(String field) {
		if (this.values.get(field) != null) {
			return true;
		}
		rejectMissing(field);
		return false;
	}

	/** An enum value; the default value if it is missing. */
	public <E extends Enum<E>> E enumValue(String field, E defaultValue) {
		String name = value(field, String.class);
		return (name != null) ? Enum.valueOf(defaultValue.getDeclaringClass(), name) : defaultValue;
	}

	/** Text on one line; null if it is missing or blank after cleaning. */
	public @Nullable String singleLine(String field, int maxLength) {
		return cleanedText(field, maxLength, PlainText::singleLine);
	}

	/** Text with line breaks; null if it is missing or blank after cleaning. */
	public @Nullable String multiline(String field, int maxLength) {
		return cleanedText(field, maxLength, PlainText::multiline);
	}

	/** Required text on one line; empty, with an error, if it is missing or blank. */
	public String requiredSingleLine(String field, int maxLength) {
		return requireText(field, singleLine(field, maxLength));
	}

	/**
	 * Required text with line breaks; empty, with an error, if it is missing or blank.
	 */
	public String requiredMultiline(String field, int maxLength) {
		return requireText(field, multiline(field, maxLength));
	}

	/**
	 * A normalized http or https URL; null if it is missing or, with an error, invalid.
	 */
	public @Nullable String url(String field) {
		String text = value(field, String.class);
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> url = UrlNormalizer.normalize(text);
		if (url.isEmpty()) {
			rejectValue(field, UserErrorCode.INVALID,
					"`" + field + "` must be an absolute http or https URL of at most " + UrlNormalizer.MAX_LENGTH
							+ " characters.");
		}
		return url.orElse(null);
	}

	/**
	 * A required http or https URL; empty, with an error, if it is missing or invalid.
	 */
	public String requiredUrl(String field) {
		return requireText(field, url(field));
	}

	/**
	 * The key of a global id; null if it is missing or, with an error, not an id with
	 * this prefix.
	 */
	public @Nullable UUID key(String field, String prefix) {
		String id = value(field, String.class);
		return (id != null) ? key(pathTo(field), id, prefix) : null;
	}

	/** The distinct keys of global ids, with an error for each invalid id. */
	public List<UUID> keys(String field, String prefix, int maxSize) {
		List<UUID> keys = new ArrayList<>();
		List<String> ids = strings(field, maxSize);
		for (int i = 0; i < ids.size(); i++) {
			UUID key = key(append(pathTo(field), String.valueOf(i)), ids.get(i), prefix);
			if (key != null && !keys.contains(key)) {
				keys.add(key);
			}
		}
		return keys;
	}

	/** The unchanged strings of a list; empty if it is missing. */
	public List<String> strings(String field, int maxSize) {
		return values(field, maxSize, String.class);
	}

	/** The values of a list, of the type to which the schema coerces them. */
	public <T> List<T> values(String field, int maxSize, Class<T> type) {
		return elements(field, maxSize).stream().map(type::cast).toList();
	}

	/** A nested input object; null if it is missing. */
	public @Nullable Input nested(String field) {
		Object object = this.values.get(field);
		return (object != null) ? toInput(object, pathTo(field)) : null;
	}

	/** The input objects of a list; empty if it is missing. */
	public List<Input> nestedList(String field, int maxSize) {
		List<Input> inputs = new ArrayList<>();
		for (Object object : elements(field, maxSize)) {
			inputs.add(toInput(object, append(pathTo(field), String.valueOf(inputs.size()))));
		}
		return inputs;
	}

	@SuppressWarnings("unchecked") // the schema guarantees an input object
	private Input toInput(Object object, List<String> path) {
		return new Input((Map<String, @Nullable Object>) object, path, this.errors);
	}

	private List<?> elements(String field, int maxSize) {
		List<?> elements = value(field, List.class);
		if (elements == null) {
			return List.of();
		}
		if (elements.size() > maxSize) {
			rejectValue(field, UserErrorCode.TOO_MANY,
					"`" + field + "` must have at most " + maxSize + " elements, but has " + elements.size() + ".");
			return List.of();
		}
		return elements;
	}

	private @Nullable UUID key(List<String> path, String id, String prefix) {
		UUID key = GlobalId.parseKey(id, prefix);
		if (key == null) {
			this.errors.add(new UserError(path, "Unknown id.", UserErrorCode.NOT_FOUND));
		}
		return key;
	}

	private @Nullable String cleanedText(String field, int maxLength, Function<String, String> cleaner) {
		String raw = value(field, String.class);
		if (raw == null) {
			return null;
		}
		String text = (raw.length() > MAX_RAW_LENGTH) ? raw : cleaner.apply(raw);
		if (text.codePointCount(0, text.length()) > maxLength) {
			rejectValue(field, UserErrorCode.TOO_LONG,
					"`" + field + "` must have at most " + maxLength + " characters.");
			return "";
		}
		return text.isEmpty() ? null : text;
	}

	private String requireText(String field, @Nullable String text) {
		if (text == null && this.errors.stream().noneMatch((error) -> error.field().equals(pathTo(field)))) {
			rejectMissing(field);
		}
		return (text != null) ? text : "";
	}

	private void rejectMissing(String field) {
		rejectValue(field, UserErrorCode.REQUIRED, "`" + field + "` is required and must not be blank.");
	}

	private List<String> pathTo(String field) {
		return append(this.path, field);
	}

	private static List<String> append(List<String> path, String element) {
		return Stream.concat(path.stream(), Stream.of(element)).toList();
	}

}
