package dev.marquee.query.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.marquee.query.compile.SelectedField.CollectedField;
import org.jooq.Context;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A place in the statement for a value that each request brings anew. While the statement
 * is rendered every slot notes itself, so that the order of the slots is the order of the
 * question marks.
 */
public final class BindParameter<T> extends CustomField<T> {

	static final String RENDERED_PARAMETERS = "dev.marquee.selection.slots";

	private final transient Function<BindValues, @Nullable Object> input;

	private final transient BiFunction<BindValues, Object, @Nullable Object> converter;

	private BindParameter(DataType<T> type, Function<BindValues, @Nullable Object> input,
			BiFunction<BindValues, Object, @Nullable Object> converter) {
		super(DSL.name("slot"), type);
		this.input = input;
		this.converter = converter;
	}

	/** For what is made of an argument of a field, or of something within it. */
	static <T> BindParameter<T> ofArgument(CollectedField field, List<String> path, DataType<T> type,
			Function<Object, @Nullable Object> value) {
		return new BindParameter<>(type, (bindValues) -> Arguments.resolve(bindValues.argumentsOf(field), path),
				(bindValues, argument) -> value.apply(argument));
	}

	/**
	 * For one of several values that are made together of the arguments of a field.
	 * @param name tells them from what else is made of the same arguments
	 */
	static <T> BindParameter<T> ofArguments(CollectedField field, String name, DataType<T> type,
			Function<Map<String, Object>, List<@Nullable Object>> values, int index) {
		return new BindParameter<>(type, (bindValues) -> bindValues.argumentsOf(field),
				(bindValues, arguments) -> bindValues.sharedValues(field, name, values).get(index));
	}

	/** For whose rows the audience sees. */
	static BindParameter<UUID> ofOwner() {
		return new BindParameter<>(SQLDataType.UUID, (bindValues) -> bindValues.accessContext().owner(),
				(bindValues, owner) -> owner);
	}

	/** For what came of a mutation. */
	static BindParameter<JSON> ofMutationResult() {
		return new BindParameter<>(SQLDataType.JSON, BindValues::mutationResult,
				(bindValues, mutationResult) -> mutationResult);
	}

	/** For what whoever runs the statement puts into the context of the request. */
	static <T> BindParameter<T> ofContext(String name, DataType<T> type) {
		return new BindParameter<>(type, (bindValues) -> bindValues.contextValue(name),
				(bindValues, contextValue) -> contextValue);
	}

	/**
	 * What the request brings for this place, before the value is made of it, which may
	 * move with the clock.
	 */
	@Nullable Object inputFrom(BindValues bindValues) {
		return this.input.apply(bindValues);
	}

	@Nullable Object valueFrom(BindValues bindValues) {
		Object input = inputFrom(bindValues);
		return (input != null) ? this.converter.apply(bindValues, input) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // only the compiler puts this list there
	public void accept(Context<?> context) {
		List<BindParameter<?>> rendered = (List<BindParameter<?>>) context.configuration().data(RENDERED_PARAMETERS);
		Objects.requireNonNull(rendered).add(this);
		context.sql("cast(? as ").sql(getDataType().getCastTypeName(context.configuration())).sql(')');
	}

}
