package dev.marquee.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.marquee.selection.SelectedField.Occurrence;
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
final class Slot<T> extends CustomField<T> {

	static final String RENDERED = "dev.marquee.selection.slots";

	private final transient Function<Parameters, @Nullable Object> brought;

	private final transient BiFunction<Parameters, Object, @Nullable Object> value;

	private Slot(DataType<T> type, Function<Parameters, @Nullable Object> brought,
			BiFunction<Parameters, Object, @Nullable Object> value) {
		super(DSL.name("slot"), type);
		this.brought = brought;
		this.value = value;
	}

	/** For what is made of an argument of a field, or of something within it. */
	static <T> Slot<T> ofArgument(Occurrence field, List<String> path, DataType<T> type,
			Function<Object, @Nullable Object> value) {
		return new Slot<>(type, (parameters) -> Arguments.find(parameters.argumentsOf(field), path),
				(parameters, argument) -> value.apply(argument));
	}

	/**
	 * For one of several values that are made together of the arguments of a field.
	 * @param name tells them from what else is made of the same arguments
	 */
	static <T> Slot<T> ofArguments(Occurrence field, String name, DataType<T> type,
			Function<Map<String, Object>, List<@Nullable Object>> values, int place) {
		return new Slot<>(type, (parameters) -> parameters.argumentsOf(field),
				(parameters, arguments) -> parameters.together(field, name, values).get(place));
	}

	/** For whose rows the audience sees. */
	static Slot<UUID> ofOwner() {
		return new Slot<>(SQLDataType.UUID, (parameters) -> parameters.audience().owner(),
				(parameters, owner) -> owner);
	}

	/** For what came of a mutation. */
	static Slot<JSON> ofOutcome() {
		return new Slot<>(SQLDataType.JSON, Parameters::outcome, (parameters, outcome) -> outcome);
	}

	/** For what whoever runs the statement puts into the context of the request. */
	static <T> Slot<T> ofContext(String name, DataType<T> type) {
		return new Slot<>(type, (parameters) -> parameters.given(name), (parameters, given) -> given);
	}

	/**
	 * What the request brings for this place, before the value is made of it, which may
	 * move with the clock.
	 */
	@Nullable Object broughtBy(Parameters parameters) {
		return this.brought.apply(parameters);
	}

	@Nullable Object valueFrom(Parameters parameters) {
		Object brought = broughtBy(parameters);
		return (brought != null) ? this.value.apply(parameters, brought) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // only the compiler puts this list there
	public void accept(Context<?> context) {
		List<Slot<?>> rendered = (List<Slot<?>>) context.configuration().data(RENDERED);
		Objects.requireNonNull(rendered).add(this);
		context.sql("cast(? as ").sql(getDataType().getCastTypeName(context.configuration())).sql(')');
	}

}
