package dev.marquee.selection;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;

import dev.marquee.selection.SelectedField.Occurrence;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Answers a root field with all that is selected below it, by one statement.
 */
final class SelectionFetcher implements DataFetcher<@Nullable Json> {

	private static final Configuration POSTGRES = new DefaultConfiguration().set(SQLDialect.POSTGRES);

	private final Plans plans;

	private final JdbcTemplate jdbc;

	SelectionFetcher(Plans plans, JdbcTemplate jdbc) {
		this.plans = plans;
		this.jdbc = jdbc;
	}

	@Override
	public @Nullable Json get(DataFetchingEnvironment environment) {
		Operation operation = Operation.of(environment);
		Occurrence occurrence = new Occurrence(environment.getFieldDefinition(), environment.getMergedField());
		Statement statement = this.plans.statement(occurrence, operation);
		@Nullable Object[] parameters = statement.parametersIn(operation);
		return this.jdbc.query(statement.sql(), (prepared) -> bind(prepared, statement, parameters),
				SelectionFetcher::json);
	}

	private static void bind(PreparedStatement prepared, Statement statement, @Nullable Object[] parameters)
			throws SQLException {
		for (int i = 0; i < parameters.length; i++) {
			switch (parameters[i]) {
				case null -> prepared.setNull(i + 1, Types.NULL);
				case Object[] elements -> prepared.setArray(i + 1, array(prepared, statement.slots().get(i), elements));
				case Object value -> prepared.setObject(i + 1, value);
			}
		}
	}

	private static Array array(PreparedStatement prepared, Slot<?> slot, Object[] elements) throws SQLException {
		DataType<?> element = Objects.requireNonNull(slot.getDataType().getArrayComponentDataType());
		return prepared.getConnection().createArrayOf(element.getCastTypeName(POSTGRES), elements);
	}

	private static @Nullable Json json(ResultSet result) throws SQLException {
		result.next();
		byte[] utf8 = result.getBytes(1);
		return (utf8 != null) ? new Json(utf8) : null;
	}

}
