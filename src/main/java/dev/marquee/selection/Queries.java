package dev.marquee.selection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.graphql.Deadline;
import dev.marquee.selection.StatementWatch.Kind;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Sends statements and reads what they return, as the bytes of JSON.
 */
final class Queries {

	private static final Configuration POSTGRES = new DefaultConfiguration().set(SQLDialect.POSTGRES);

	/**
	 * For a stream, which nobody waits for who would lose patience: after that the
	 * database is not slow but gone. The pool sets it back.
	 */
	private static final int LONGEST_SILENCE_MILLIS = 12_000;

	private final JdbcTemplate jdbc;

	private final StatementWatch watch;

	Queries(JdbcTemplate jdbc, StatementWatch watch) {
		this.jdbc = jdbc;
		this.watch = watch;
	}

	/**
	 * The only value that a statement returns.
	 * @param kind what the statement is for, as the log of statements tells it
	 */
	Written value(String kind, Statement statement, Operation request) {
		@Nullable Object[] parameters = statement.parametersIn(request);
		Deadline deadline = Deadline.of(request.context());
		PreparedStatementSetter binding = (prepared) -> {
			deadline.limit(prepared);
			bind(prepared, statement, parameters);
		};
		StatementLog log = logOf(request);
		if (log != null) {
			log(log, kind, statement.sql(), statement.bindTypes(), binding);
		}
		return this.watch.during(Kind.ANSWER, statement.sql(),
				() -> Objects.requireNonNull(this.jdbc.query(statement.sql(), binding, (result) -> {
					result.next();
					return JsonWriter.write(result.getBytes(1), statement.shapes());
				})));
	}

	/** The rows of a stream. */
	List<Stream.Row> rows(Statement statement, Operation request) {
		@Nullable Object[] parameters = statement.parametersIn(request);
		return this.watch.during(Kind.STREAM, statement.sql(),
				() -> Objects.requireNonNull(this.jdbc.query((connection) -> {
					connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
					return connection.prepareStatement(statement.sql());
				}, (prepared) -> bind(prepared, statement, parameters),
						new RowMapperResultSetExtractor<>((result, number) -> {
							byte[] told = result.getBytes(3);
							byte[] json = (told != null) ? JsonWriter.write(told, statement.shapes()).json() : null;
							return new Stream.Row(result.getLong(1), result.getLong(2),
									(json != null) ? new Json(json) : null);
						}))));
	}

	/**
	 * The objects of several fragments, by one statement.
	 * @param keys the keys of the objects, for each of the fragments
	 * @param taker takes the place of the fragment among them, and an object of it
	 */
	void objects(List<Fragment> fragments, List<UUID[]> keys, Operation request, Taker taker) {
		StringBuilder sql = new StringBuilder();
		for (int i = 0; i < fragments.size(); i++) {
			sql.append((i > 0) ? " union all " : "")
				.append("select ")
				.append(i)
				.append(", f.* from (")
				.append(fragments.get(i).statement().sql())
				.append(") as f");
		}
		PreparedStatementSetter binding = (prepared) -> {
			for (int i = 0; i < keys.size(); i++) {
				prepared.setArray(i + 1, prepared.getConnection().createArrayOf("uuid", keys.get(i)));
			}
		};
		StatementLog log = logOf(request);
		if (log != null) {
			log(log, "objects", sql.toString(), Collections.nCopies(keys.size(), "uuid[]"), binding);
		}
		String complete = sql.toString();
		this.watch.during(Kind.FRAGMENTS, complete, () -> read(complete, binding, fragments, taker));
	}

	private @Nullable Void read(String sql, PreparedStatementSetter binding, List<Fragment> fragments, Taker taker) {
		this.jdbc.query(sql, binding, (ResultSet result) -> {
			int fragment = result.getInt(1);
			List<Shape> shapes = fragments.get(fragment).statement().shapes();
			taker.take(fragment, JsonWriter.write(result.getBytes(2), shapes));
		});
		return null;
	}

	/** The log in which the client of a request wants to see its statements, or null. */
	private static @Nullable StatementLog logOf(Operation request) {
		return request.context().get(StatementLog.class);
	}

	private void log(StatementLog log, String kind, String sql, List<String> bindTypes,
			PreparedStatementSetter binding) {
		log.add(new StatementLog.Entry(kind, sql, bindTypes, log.isExplaining() ? explanation(sql, binding) : null));
	}

	/** Running a statement to explain it must change nothing, whatever is in it. */
	private @Nullable String explanation(String sql, PreparedStatementSetter binding) {
		return this.jdbc.execute((Connection connection) -> {
			connection.setAutoCommit(false);
			try (PreparedStatement mode = connection.prepareStatement("set transaction read only");
					PreparedStatement explain = connection
						.prepareStatement("explain (analyze, buffers, format json) " + sql)) {
				mode.execute();
				binding.setValues(explain);
				try (ResultSet result = explain.executeQuery()) {
					result.next();
					return result.getString(1);
				}
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		});
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

	/**
	 * Takes objects.
	 */
	interface Taker {

		void take(int fragment, Written object);

	}

}
