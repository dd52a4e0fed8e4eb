package dev.marquee.selection;

import java.util.Map;
import java.util.function.Function;

import dev.marquee.selection.SelectedField.Occurrence;
import org.jooq.DataType;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a selected field, as the schema's types coerce them. What steers the
 * statement's shape is read while compiling: whether an argument is there, and numbers,
 * booleans and enum values. Everything else is bound, so that the same statement serves
 * every value.
 */
public final class Arguments {

	private final Occurrence field;

	private final Map<String, Object> values;

	Arguments(Occurrence field, Map<String, Object> values) {
		this.field = field;
		this.values = values;
	}

	/** Whether the argument was given and is not null. */
	public boolean has(String argument) {
		return this.values.get(argument) != null;
	}

	/** The number given, or null. It becomes part of the statement. */
	public @Nullable Integer integer(String argument) {
		return (Integer) this.values.get(argument);
	}

	/**
	 * A parameter of the statement; null when the argument is.
	 * @param <V> the argument's type as the schema coerces it
	 * @param type the parameter's type in the database
	 * @param value makes the parameter of the argument that a request brings; it may
	 * refuse by throwing
	 */
	@SuppressWarnings("unchecked") // the schema has checked what the argument is
	public <V, T> Field<T> bind(String argument, DataType<T> type, Function<V, @Nullable Object> value) {
		return new Slot<>(this.field, argument, type, (Function<Object, @Nullable Object>) value);
	}

}
