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
 * An input object on its way to be stored. It reads fields cleaned, and notes every
 * problem with its path; what it returns for a field with a problem is never stored.
 */
public final class Input {

	/** However much of it is markup, no text may be longer when it arrives. */
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

	/** The problems of the whole input so far. */
	List<UserError> errors() {
		return List.copyOf(this.errors);
	}

	/** Whether nothing has been wrong with the whole input so far. */
	public boolean isValid() {
		return this.errors.isEmpty();
	}

	/** Notes a problem with a field. */
	public void rejectValue(String field, UserErrorCode code, String message) {
		this.errors.add(new UserError(pathTo(field), message, code));
	}

	/** Notes a problem with this input as a whole. */
	public void reject(UserErrorCode code, String message) {
		this.errors.add(new UserError(this.path, message, code));
	}

	/** Whether the field is there, be it null. */
	public boolean has(String field) {
		return this.values.containsKey(field);
	}

	/** Whether the field is there and true. */
	public boolean isTrue(String field) {
		return Boolean.TRUE.equals(this.values.get(field));
	}

	/** A value of the type that the schema coerces it to; null when it is missing. */
	public <T> @Nullable T value(String field, Class<T> type) {
		return type.cast(this.values.get(field));
	}

	/** Notes a problem if the field is null. */
	public boolean checkPresent(String field) {
		if (this.values.get(field) != null) {
			return true;
		}
		rejectMissing(field);
		return false;
	}

	/** The enum value given, or another one without it. */
	public <E extends Enum<E>> E enumValue(String field, E defaultValue) {
		String name = value(field, String.class);
		return (name != null) ? Enum.valueOf(defaultValue.getDeclaringClass(), name) : defaultValue;
	}

	/** Text on one line; null when nothing is left of it. */
	public @Nullable String singleLine(String field, int maxLength) {
		return cleanedText(field, maxLength, PlainText::singleLine);
	}

	/** Text with line breaks; null when nothing is left of it. */
	public @Nullable String multiline(String field, int maxLength) {
		return cleanedText(field, maxLength, PlainText::multiline);
	}

	/** Text on one line that must be there; without it, an empty one with a problem. */
	public String requiredSingleLine(String field, int maxLength) {
		return orRejected(field, singleLine(field, maxLength));
	}

	/**
	 * Text with line breaks that must be there; without it, an empty one with a problem.
	 */
	public String requiredMultiline(String field, int maxLength) {
		return orRejected(field, multiline(field, maxLength));
	}

	/** An address of the web; null when it is missing. */
	public @Nullable String url(String field) {
		String text = value(field, String.class);
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> address = UrlNormalizer.normalize(text);
		if (address.isEmpty()) {
			rejectValue(field, UserErrorCode.INVALID,
					"This must be an address that begins with http:// or https://, of at most "
							+ UrlNormalizer.MAX_LENGTH + " characters.");
		}
		return address.orElse(null);
	}

	/** An address of the web that must be there; without it, an empty text. */
	public String requiredUrl(String field) {
		return orRejected(field, url(field));
	}

	/**
	 * The key within an id; null when it is missing, or with a problem when it is none of
	 * this kind.
	 */
	public @Nullable UUID key(String field, String prefix) {
		String id = value(field, String.class);
		return (id != null) ? key(pathTo(field), id, prefix) : null;
	}

	/** The keys within ids, each once. */
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

	/** The texts of a list as they came; none when it is missing. */
	public List<String> strings(String field, int maxSize) {
		return elements(field, maxSize).stream().map(String.class::cast).toList();
	}

	/** An input object within; null when it is missing. */
	public @Nullable Input nested(String field) {
		Object object = this.values.get(field);
		return (object != null) ? toInput(object, pathTo(field)) : null;
	}

	/** The input objects of a list; none when it is missing. */
	public List<Input> nestedList(String field, int maxSize) {
		List<Input> inputs = new ArrayList<>();
		for (Object object : elements(field, maxSize)) {
			inputs.add(toInput(object, append(pathTo(field), String.valueOf(inputs.size()))));
		}
		return inputs;
	}

	@SuppressWarnings("unchecked") // the schema has checked that it is an input object
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
					"There may be " + maxSize + " at most, but there are " + elements.size() + ".");
			return List.of();
		}
		return elements;
	}

	private @Nullable UUID key(List<String> path, String id, String prefix) {
		UUID key = GlobalId.parseKey(id, prefix);
		if (key == null) {
			this.errors.add(new UserError(path, "Nothing of this kind has this id.", UserErrorCode.NOT_FOUND));
		}
		return key;
	}

	private @Nullable String cleanedText(String field, int maxLength, Function<String, String> cleaned) {
		String raw = value(field, String.class);
		if (raw == null) {
			return null;
		}
		String text = (raw.length() > MAX_RAW_LENGTH) ? raw : cleaned.apply(raw);
		if (text.codePointCount(0, text.length()) > maxLength) {
			rejectValue(field, UserErrorCode.TOO_LONG, "This may have " + maxLength + " characters at most.");
			return "";
		}
		return text.isEmpty() ? null : text;
	}

	private String orRejected(String field, @Nullable String text) {
		if (text == null) {
			if (isValidAt(field)) {
				rejectMissing(field);
			}
			return "";
		}
		return text;
	}

	private boolean isValidAt(String field) {
		List<String> path = pathTo(field);
		return this.errors.stream().noneMatch((error) -> error.field().equals(path));
	}

	private void rejectMissing(String field) {
		rejectValue(field, UserErrorCode.REQUIRED, "This must be there, and must not be empty.");
	}

	private List<String> pathTo(String field) {
		return append(this.path, field);
	}

	private static List<String> append(List<String> path, String next) {
		return Stream.concat(path.stream(), Stream.of(next)).toList();
	}

}
