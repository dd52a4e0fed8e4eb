package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

import dev.marquee.query.json.RowLayout;
import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.VisitListener;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a compiled selection, the layouts of the rows that it returns, by their
 * numbers, and its bind parameters, in the order of the question marks.
 */
public record CompiledStatement(String sql, List<RowLayout> rowLayouts, List<BindParameter<?>> parameters) {

	private static final Settings SETTINGS = new Settings().withRenderSchema(false);

	/**
	 * Renders a statement.
	 * @param listener visits each query part while the statement is rendered
	 */
	static CompiledStatement of(Select<?> select, List<RowLayout> rowLayouts, VisitListener listener) {
		List<BindParameter<?>> parameters = new ArrayList<>();
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(SETTINGS);
		configuration.set(listener).data(BindParameter.RENDERED_PARAMETERS, parameters);
		return new CompiledStatement(DSL.using(configuration).renderInlined(select), List.copyOf(rowLayouts),
				List.copyOf(parameters));
	}

	/** The SQL types of the parameters, in order. */
	public List<String> parameterTypes() {
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES);
		return this.parameters.stream()
			.map((bindParameter) -> bindParameter.getDataType().getCastTypeName(configuration))
			.toList();
	}

	/** The values of the parameters for a request, in order. */
	public @Nullable Object[] parameterValues(OperationContext operation) {
		return mapParameters(operation, BindParameter::valueFrom);
	}

	/**
	 * The inputs from which the values of the parameters are computed, in order. They do
	 * not depend on the clock, so they identify equal requests.
	 */
	public List<@Nullable Object> parameterInputs(OperationContext operation) {
		return Arrays.asList(mapParameters(operation, BindParameter::inputFrom));
	}

	private @Nullable Object[] mapParameters(OperationContext operation,
			BiFunction<BindParameter<?>, BindValues, @Nullable Object> value) {
		if (this.parameters.isEmpty()) {
			return new Object[0];
		}
		BindValues bindValues = new BindValues(operation);
		@Nullable Object[] values = new Object[this.parameters.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.apply(this.parameters.get(i), bindValues);
		}
		return values;
	}

}
