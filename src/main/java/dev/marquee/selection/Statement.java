package dev.marquee.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A compiled selection: the SQL, the shapes of the objects that it returns, by their
 * numbers, and where the value of each of its parameters comes from.
 */
record Statement(String sql, List<Shape> shapes, List<Slot<?>> slots) {

	private static final Settings SETTINGS = new Settings().withRenderSchema(false);

	static Statement of(Select<?> select, List<Shape> shapes) {
		List<Slot<?>> slots = new ArrayList<>();
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(SETTINGS);
		configuration.data(Slot.RENDERED, slots);
		return new Statement(DSL.using(configuration).renderInlined(select), List.copyOf(shapes), List.copyOf(slots));
	}

	/** The types of the parameters, in order. */
	List<String> bindTypes() {
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES);
		return this.slots.stream().map((slot) -> slot.getDataType().getCastTypeName(configuration)).toList();
	}

	/** The values of the parameters, in order, for the request at hand. */
	@Nullable Object[] parametersIn(Operation request) {
		return forEachSlot(request, Slot::valueFrom);
	}

	/**
	 * What the request brings for the parameters, before they are made of it. A moment
	 * that moves with the clock is not in here.
	 */
	List<@Nullable Object> broughtBy(Operation request) {
		return Arrays.asList(forEachSlot(request, Slot::broughtBy));
	}

	private @Nullable Object[] forEachSlot(Operation request, BiFunction<Slot<?>, Parameters, @Nullable Object> value) {
		if (this.slots.isEmpty()) {
			return new Object[0];
		}
		Parameters parameters = new Parameters(request);
		@Nullable Object[] values = new Object[this.slots.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.apply(this.slots.get(i), parameters);
		}
		return values;
	}

}
