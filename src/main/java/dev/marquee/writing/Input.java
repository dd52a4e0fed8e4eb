package dev.marquee.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.marquee.selection.GlobalId;
import dev.marquee.text.PlainText;
import dev.marquee.text.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * An input object on its way to be stored. It reads fields cleaned, and notes every
 * problem with its path; what it returns for a field with a problem is never stored.
 */
public final class Input {

	/** However much of it is markup, no text may be longer when it arrives. */
	private static final int LONGEST_RAW = 2_000_000;

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
	public boolean isFine() {
		return this.errors.isEmpty();
	}

	/** Notes a problem with a field. */
	public void refuse(String field, UserErrorCode code, String message) {
		this.errors.add(new UserError(pathTo(field), message, code));
	}

	/** Notes a problem with this input as a whole. */
	public void refuse(UserErrorCode code, String message) {
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
	public boolean isThere(String field) {
		if (this.values.get(field) != null) {
			return true;
		}
		refuseMissing(field);
		return false;
	}

	/** The enum value given, or another one without it. */
	public <E extends Enum<E>> E enumValue(String field, E otherwise) {
		String name = value(field, String.class);
		return (name != null) ? Enum.valueOf(otherwise.getDeclaringClass(), name) : otherwise;
	}

	/** Text on one line; null when nothing is left of it. */
	public @Nullable String line(String field, int longest) {
		return text(field, longest, PlainText::line);
	}

	/** Text with line breaks; null when nothing is left of it. */
	public @Nullable String block(String field, int longest) {
		return text(field, longest, PlainText::block);
	}

	/** Text on one line that must be there; without it, an empty one with a problem. */
	public String requiredLine(String field, int longest) {
		return orRefused(field, line(field, longest));
	}

	/**
	 * Text with line breaks that must be there; without it, an empty one with a problem.
	 */
	public String requiredBlock(String field, int longest) {
		return orRefused(field, block(field, longest));
	}

	/** An address of the web; null when it is missing. */
	public @Nullable String url(String field) {
		String text = value(field, String.class);
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> address = WebAddress.parse(text);
		if (address.isEmpty()) {
			refuse(field, UserErrorCode.INVALID,
					"This must be an address that begins with http:// or https://, of at most " + WebAddress.LONGEST
							+ " characters.");
		}
		return address.orElse(null);
	}

	/** An address of the web that must be there; without it, an empty text. */
	public String requiredUrl(String field) {
		return orRefused(field, url(field));
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
	public List<UUID> keys(String field, String prefix, int most) {
		List<UUID> keys = new ArrayList<>();
		List<String> ids = texts(field, most);
		for (int i = 0; i < ids.size(); i++) {
			UUID key = key(within(pathTo(field), String.valueOf(i)), ids.get(i), prefix);
			if (key != null && !keys.contains(key)) {
				keys.add(key);
			}
		}
		return keys;
	}

	/** The texts of a list as they came; none when it is missing. */
	public List<String> texts(String field, int most) {
		return atMost(field, most).stream().map(String.class::cast).toList();
	}

	/** An input object within; null when it is missing. */
	public @Nullable Input object(String field) {
		Object object = this.values.get(field);
		return (object != null) ? inputOf(object, pathTo(field)) : null;
	}

	/** The input objects of a list; none when it is missing. */
	public List<Input> objects(String field, int most) {
		List<Input> inputs = new ArrayList<>();
		for (Object object : atMost(field, most)) {
			inputs.add(inputOf(object, within(pathTo(field), String.valueOf(inputs.size()))));
		}
		return inputs;
	}

	@SuppressWarnings("unchecked") // the schema has checked that it is an input object
	private Input inputOf(Object object, List<String> place) {
		return new Input((Map<String, @Nullable Object>) object, place, this.errors);
	}

	private List<?> atMost(String field, int most) {
		List<?> elements = value(field, List.class);
		if (elements == null) {
			return List.of();
		}
		if (elements.size() > most) {
			refuse(field, UserErrorCode.TOO_MANY,
					"There may be " + most + " at most, but there are " + elements.size() + ".");
			return List.of();
		}
		return elements;
	}

	private @Nullable UUID key(List<String> place, String id, String prefix) {
		UUID key = GlobalId.key(id, prefix);
		if (key == null) {
			this.errors.add(new UserError(place, "Nothing of this kind has this id.", UserErrorCode.NOT_FOUND));
		}
		return key;
	}

	private @Nullable String text(String field, int longest, Function<String, String> cleaned) {
		String raw = value(field, String.class);
		if (raw == null) {
			return null;
		}
		String text = (raw.length() > LONGEST_RAW) ? raw : cleaned.apply(raw);
		if (text.codePointCount(0, text.length()) > longest) {
			refuse(field, UserErrorCode.TOO_LONG, "This may have " + longest + " characters at most.");
			return "";
		}
		return text.isEmpty() ? null : text;
	}

	private String orRefused(String field, @Nullable String text) {
		if (text == null) {
			if (isFineAt(field)) {
				refuseMissing(field);
			}
			return "";
		}
		return text;
	}

	private boolean isFineAt(String field) {
		List<String> place = pathTo(field);
		return this.errors.stream().noneMatch((error) -> error.field().equals(place));
	}

	private void refuseMissing(String field) {
		refuse(field, UserErrorCode.REQUIRED, "This must be there, and must not be empty.");
	}

	private List<String> pathTo(String field) {
		return within(this.path, field);
	}

	private static List<String> within(List<String> path, String next) {
		return Stream.concat(path.stream(), Stream.of(next)).toList();
	}

}
