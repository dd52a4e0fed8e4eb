package dev.marquee.query.compile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.query.compile.SelectedField.CollectedField;
import org.jooq.DataType;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The coerced arguments of a selected field, or the fields of an input object among them.
 * Whether a value is present, and integers, booleans and enum values are read at compile
 * time, since they can change the statement. All other values are bound, so that one
 * statement serves every value.
 */
public final class Arguments {

	private final CollectedField field;

	private final List<String> path;

	private final Map<String, Object> values;

	Arguments(CollectedField field, Map<String, Object> values) {
		this(field, List.of(), values);
	}

	private Arguments(CollectedField field, List<String> path, Map<String, Object> values) {
		this.field = field;
		this.path = path;
		this.values = values;
	}

	/** Whether the argument is present and not null. */
	public boolean has(String name) {
		return this.values.get(name) != null;
	}

	/** The integer, or null. It becomes part of the statement. */
	public @Nullable Integer intValue(String name) {
		return (Integer) this.values.get(name);
	}

	/**
	 * The integer, which becomes part of the statement.
	 * @throws BadUserInputException if it is absent or not between two numbers
	 */
	public int intBetween(String name, int min, int max) {
		Integer value = intValue(name);
		if (value == null || value < min || value > max) {
			throw new BadUserInputException(name,
					"`" + name + "` must be between " + min + " and " + max + ", but is " + value + ".");
		}
		return value;
	}

	/** The boolean, or null. It becomes part of the statement. */
	public @Nullable Boolean booleanValue(String name) {
		return (Boolean) this.values.get(name);
	}

	/** The name of the enum value, or null. It becomes part of the statement. */
	public @Nullable String enumValue(String name) {
		return (String) this.values.get(name);
	}

	/**
	 * The argument {@code filter} of a list, without its {@link EmptyInput empty} fields.
	 */
	public Arguments filter() {
		return object("filter").withoutEmpty();
	}

	/** The same arguments without those that are {@link EmptyInput empty}. */
	public Arguments withoutEmpty() {
		return new Arguments(this.field, this.path, EmptyInput.removeFrom(this.values));
	}

	/** Whether no argument, or no field of this input object, is present. */
	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	/** The fields of an input object; empty if it is absent or null. */
	@SuppressWarnings("unchecked") // the schema has checked what the argument is
	public Arguments object(String name) {
		Object object = this.values.get(name);
		return new Arguments(this.field, pathTo(name), (object != null) ? (Map<String, Object>) object : Map.of());
	}

	/**
	 * A bind parameter; null if the argument is.
	 * @param <V> the argument's type after coercion
	 * @param type the parameter's SQL type
	 * @param value converts the argument of a request; may throw
	 * {@link BadUserInputException}
	 */
	@SuppressWarnings("unchecked") // the schema has checked what the argument is
	public <V, T> Field<T> bind(String name, DataType<T> type, Function<V, @Nullable Object> value) {
		return BindParameter.ofArgument(this.field, pathTo(name), type, (Function<Object, @Nullable Object>) value);
	}

	/** A bind parameter that is computed from several fields of this input object. */
	@SuppressWarnings("unchecked") // an input object is a map
	public <T> Field<T> bindObject(DataType<T> type, Function<Map<String, Object>, @Nullable Object> value) {
		return BindParameter.ofArgument(this.field, this.path, type,
				(object) -> value.apply((Map<String, Object>) object));
	}

	/**
	 * Several bind parameters that are computed together from the arguments of the field,
	 * once for each request.
	 * @param name distinguishes this computation from others of the same arguments
	 * @param types the SQL types of the parameters
	 * @param values computes the values, in the order of the types; may throw
	 * {@link BadUserInputException}
	 */
	public List<Field<?>> bindAll(String name, List<? extends DataType<?>> types,
			Function<Map<String, Object>, List<@Nullable Object>> values) {
		return IntStream.range(0, types.size())
			.<Field<?>>mapToObj((index) -> BindParameter.ofArguments(this.field, name, types.get(index), values, index))
			.toList();
	}

	/**
	 * A bind parameter that is not an argument: its value is in the context of the
	 * request under this name.
	 */
	public <T> Field<T> contextParameter(String name, DataType<T> type) {
		return BindParameter.ofContext(name, type);
	}

	/**
	 * A bind parameter that is not an argument: it is computed from the person on whose
	 * behalf the request is sent, and null if the request names none.
	 * @param value converts what identifies the person in the {@link AccessContext}
	 */
	public <T> Field<T> personParameter(DataType<T> type, Function<String, @Nullable Object> value) {
		return BindParameter.ofPerson(type, value);
	}

	/**
	 * A list as one bind parameter, an array.
	 * @throws BadUserInputException when the parameter is bound to an empty list
	 */
	public <V, T> Field<T[]> bindList(String name, DataType<T> type, Function<V, @Nullable Object> value) {
		return bind(name, type.array(), (Collection<V> elements) -> {
			if (elements.isEmpty()) {
				throw new BadUserInputException(name, "`" + name + "` must not be an empty list. Omit it instead.");
			}
			return elements.stream().map(value).toArray();
		});
	}

	private List<String> pathTo(String name) {
		return Stream.concat(this.path.stream(), Stream.of(name)).toList();
	}

	/**
	 * The value at a path among the arguments of a field; null if a part of the path is
	 * missing.
	 */
	static @Nullable Object resolve(Map<String, Object> arguments, List<String> path) {
		Object value = arguments;
		for (String name : path) {
			value = (value instanceof Map<?, ?> map) ? map.get(name) : null;
		}
		return value;
	}

}
