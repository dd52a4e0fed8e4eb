package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A compiled selection: the SQL, and where the value of each of its parameters comes
 * from.
 */
record Statement(String sql, List<Slot<?>> slots) {

	private static final Settings SETTINGS = new Settings().withRenderSchema(false);

	static Statement of(Select<?> select) {
		List<Slot<?>> slots = new ArrayList<>();
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(SETTINGS);
		configuration.data(Slot.RENDERED, slots);
		return new Statement(DSL.using(configuration).renderInlined(select), List.copyOf(slots));
	}

	/** The values of the parameters, in order, for the request at hand. */
	@Nullable Object[] parametersIn(Operation request) {
		if (this.slots.isEmpty()) {
			return new Object[0];
		}
		Parameters parameters = new Parameters(request);
		return this.slots.stream().map((slot) -> slot.valueFrom(parameters)).toArray();
	}

}
