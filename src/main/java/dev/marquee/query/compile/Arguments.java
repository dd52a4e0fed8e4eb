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
 * The arguments of a selected field, or the fields of an input object among them, as the
 * schema's types coerce them. What steers the statement's shape is read while compiling:
 * whether something is there, and numbers, booleans and enum values. Everything else is
 * bound, so that the same statement serves every value.
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

	/** Whether the argument was given and is not null. */
	public boolean has(String name) {
		return this.values.get(name) != null;
	}

	/** The number given, or null. It becomes part of the statement. */
	public @Nullable Integer intValue(String name) {
		return (Integer) this.values.get(name);
	}

	/** The boolean given, or null. It becomes part of the statement. */
	public @Nullable Boolean booleanValue(String name) {
		return (Boolean) this.values.get(name);
	}

	/** The name of the enum value given, or null. It becomes part of the statement. */
	public @Nullable String enumValue(String name) {
		return (String) this.values.get(name);
	}

	/** The fields of an input object; none when it was not given. */
	@SuppressWarnings("unchecked") // the schema has checked what the argument is
	public Arguments object(String name) {
		Object object = this.values.get(name);
		return new Arguments(this.field, pathTo(name), (object != null) ? (Map<String, Object>) object : Map.of());
	}

	/**
	 * A parameter of the statement; null when the argument is.
	 * @param <V> the argument's type as the schema coerces it
	 * @param type the parameter's type in the database
	 * @param value makes the parameter of the argument that a request brings; it may
	 * refuse by throwing
	 */
	@SuppressWarnings("unchecked") // the schema has checked what the argument is
	public <V, T> Field<T> bind(String name, DataType<T> type, Function<V, @Nullable Object> value) {
		return BindParameter.ofArgument(this.field, pathTo(name), type, (Function<Object, @Nullable Object>) value);
	}

	/** A parameter that depends on several fields of this input object. */
	@SuppressWarnings("unchecked") // an input object is a map
	public <T> Field<T> bindObject(DataType<T> type, Function<Map<String, Object>, @Nullable Object> value) {
		return BindParameter.ofArgument(this.field, this.path, type,
				(object) -> value.apply((Map<String, Object>) object));
	}

	/**
	 * Several parameters that are made together of the arguments of a field, once for
	 * each request.
	 * @param name tells them from what else is made of the same arguments
	 * @param types the types of the parameters in the database
	 * @param values makes the parameters, in order; it may refuse by throwing
	 */
	public List<Field<?>> bindAll(String name, List<? extends DataType<?>> types,
			Function<Map<String, Object>, List<@Nullable Object>> values) {
		return IntStream.range(0, types.size())
			.<Field<?>>mapToObj((index) -> BindParameter.ofArguments(this.field, name, types.get(index), values, index))
			.toList();
	}

	/**
	 * A parameter that is no argument: whoever runs the statement puts it under this name
	 * into the context of the request.
	 */
	public <T> Field<T> contextParameter(String name, DataType<T> type) {
		return BindParameter.ofContext(name, type);
	}

	/**
	 * A list as one parameter, an array.
	 * @throws BadUserInputException from the parameter, when the list is empty
	 */
	public <V, T> Field<T[]> bindList(String name, DataType<T> type, Function<V, @Nullable Object> value) {
		return bind(name, type.array(), (Collection<V> elements) -> {
			if (elements.isEmpty()) {
				throw new BadUserInputException(name,
						"`" + name + "` is an empty list, which nothing could fit. Leave it out instead.");
			}
			return elements.stream().map(value).toArray();
		});
	}

	private List<String> pathTo(String name) {
		return Stream.concat(this.path.stream(), Stream.of(name)).toList();
	}

	/**
	 * What a path leads to among the arguments of a field; null when something on the way
	 * is missing.
	 */
	static @Nullable Object resolve(Map<String, Object> arguments, List<String> path) {
		Object value = arguments;
		for (String name : path) {
			value = (value instanceof Map<?, ?> map) ? map.get(name) : null;
		}
		return value;
	}

}
