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
 * A bind parameter of a compiled statement, which knows how to compute its value from a
 * request. Each parameter adds itself to a list when the statement is rendered, so that
 * the parameters have the order of the question marks.
 */
public final class BindParameter<T> extends CustomField<T> {

	static final String RENDERED_PARAMETERS = "dev.marquee.query.renderedParameters";

	private final transient Function<BindValues, @Nullable Object> input;

	private final transient BiFunction<BindValues, Object, @Nullable Object> converter;

	private BindParameter(DataType<T> type, Function<BindValues, @Nullable Object> input,
			BiFunction<BindValues, Object, @Nullable Object> converter) {
		super(DSL.name("parameter"), type);
		this.input = input;
		this.converter = converter;
	}

	/** For a value computed from an argument of a field, or from a value within it. */
	static <T> BindParameter<T> ofArgument(CollectedField field, List<String> path, DataType<T> type,
			Function<Object, @Nullable Object> value) {
		return new BindParameter<>(type, (bindValues) -> Arguments.resolve(bindValues.argumentsOf(field), path),
				(bindValues, argument) -> value.apply(argument));
	}

	/**
	 * For one of several values that are computed together from the arguments of a field.
	 * @param name distinguishes this computation from others of the same arguments
	 */
	static <T> BindParameter<T> ofArguments(CollectedField field, String name, DataType<T> type,
			Function<Map<String, Object>, List<@Nullable Object>> values, int index) {
		return new BindParameter<>(type, (bindValues) -> bindValues.argumentsOf(field),
				(bindValues, arguments) -> bindValues.sharedValues(field, name, values).get(index));
	}

	/** For the owner in the access context. */
	static BindParameter<UUID> ofOwner() {
		return new BindParameter<>(SQLDataType.UUID, (bindValues) -> bindValues.accessContext().owner(),
				(bindValues, owner) -> owner);
	}

	/** For a value computed from the person in the access context. */
	static <T> BindParameter<T> ofPerson(DataType<T> type, Function<String, @Nullable Object> value) {
		return new BindParameter<>(type, (bindValues) -> bindValues.accessContext().person(),
				(bindValues, person) -> value.apply((String) person));
	}

	/** For the result of a mutation. */
	static BindParameter<JSON> ofMutationResult() {
		return new BindParameter<>(SQLDataType.JSON, BindValues::mutationResult,
				(bindValues, mutationResult) -> mutationResult);
	}

	/** For a value in the context of the request. */
	static <T> BindParameter<T> ofContext(String name, DataType<T> type) {
		return new BindParameter<>(type, (bindValues) -> bindValues.contextValue(name),
				(bindValues, contextValue) -> contextValue);
	}

	/**
	 * The input from which the value is computed. Unlike the value, it does not depend on
	 * the clock.
	 */
	@Nullable Object inputFrom(BindValues bindValues) {
		return this.input.apply(bindValues);
	}

	@Nullable Object valueFrom(BindValues bindValues) {
		Object input = inputFrom(bindValues);
		return (input != null) ? this.converter.apply(bindValues, input) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // CompiledStatement puts this list there
	public void accept(Context<?> context) {
		List<BindParameter<?>> rendered = (List<BindParameter<?>>) context.configuration().data(RENDERED_PARAMETERS);
		Objects.requireNonNull(rendered).add(this);
		context.sql("cast(? as ").sql(getDataType().getCastTypeName(context.configuration())).sql(')');
	}

}
