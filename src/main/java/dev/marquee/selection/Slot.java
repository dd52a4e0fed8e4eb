package dev.marquee.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.marquee.selection.SelectedField.Occurrence;
import org.jooq.Context;
import org.jooq.DataType;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A place in the statement for a value that each request brings anew. While the statement
 * is rendered every slot notes itself, so that the order of the slots is the order of the
 * question marks.
 */
final class Slot<T> extends CustomField<T> {

	static final String RENDERED = "dev.marquee.selection.slots";

	/** Begins the path of what is no argument. */
	static final String GIVEN = "$";

	private final transient Occurrence field;

	private final transient List<String> path;

	private final transient Function<Object, @Nullable Object> value;

	Slot(Occurrence field, List<String> path, DataType<T> type, Function<Object, @Nullable Object> value) {
		super(DSL.name("slot"), type);
		this.field = field;
		this.path = path;
		this.value = value;
	}

	Occurrence field() {
		return this.field;
	}

	/** What the request brings for this place, as the schema coerces it. */
	@Nullable Object broughtBy(Operation request, Map<String, Object> arguments) {
		return this.path.getFirst().equals(GIVEN) ? request.context().get(this.path.getLast())
				: Arguments.find(arguments, this.path);
	}

	@Nullable Object valueFrom(Operation request, Map<String, Object> arguments) {
		Object brought = broughtBy(request, arguments);
		return (brought != null) ? this.value.apply(brought) : null;
	}

	@Override
	@SuppressWarnings("unchecked") // only the compiler puts this list there
	public void accept(Context<?> context) {
		List<Slot<?>> rendered = (List<Slot<?>>) context.configuration().data(RENDERED);
		Objects.requireNonNull(rendered).add(this);
		context.sql("cast(? as ").sql(getDataType().getCastTypeName(context.configuration())).sql(')');
	}

}
