package dev.marquee.query.execute;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.database.Deadline;
import dev.marquee.query.compile.BindParameter;
import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.execute.StatementObserver.StatementKind;
import dev.marquee.query.json.EncodedJson;
import dev.marquee.query.json.JsonWriter;
import dev.marquee.query.json.RawJson;
import dev.marquee.query.json.RowLayout;
import org.jooq.Configuration;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/**
 * Executes compiled statements by JDBC, and encodes their results as JSON.
 */
final class StatementExecutor {

	private static final Configuration POSTGRES_CONFIGURATION = new DefaultConfiguration().set(SQLDialect.POSTGRES);

	/**
	 * For subscriptions, which have no deadline: a database that does not respond for
	 * this long is not slow, but unreachable. The pool resets the timeout.
	 */
	private static final int NETWORK_TIMEOUT_MILLIS = 12_000;

	/**
	 * How much all fragments of a statement may have in PostgreSQL's format, in terms of
	 * the maximum size of a response. Their JSON may be half as long.
	 */
	private static final long MAX_FRAGMENTS_FACTOR = 2;

	private final JdbcTemplate jdbc;

	private final StatementObserver observer;

	private final int maxResponseBytes;

	/**
	 * Creates an executor.
	 * @param maxResponseBytes the maximum size of a response, and of each event of a
	 * subscription
	 */
	StatementExecutor(JdbcTemplate jdbc, StatementObserver observer, int maxResponseBytes) {
		this.jdbc = jdbc;
		this.observer = observer;
		this.maxResponseBytes = maxResponseBytes;
	}

	ResponseBudget responseBudget(OperationContext operation) {
		return ResponseBudget.of(operation.context(), this.maxResponseBytes);
	}

	/** Fetches the only value that a statement returns. */
	EncodedJson fetchValue(StatementKind kind, CompiledStatement compiledStatement, OperationContext operation) {
		@Nullable Object[] parameters = compiledStatement.parameterValues(operation);
		int maxLength = responseBudget(operation).remainingBytes();
		Deadline deadline = Deadline.of(operation.context());
		PreparedStatementSetter binding = (prepared) -> {
			deadline.applyTo(prepared);
			bind(prepared, compiledStatement, parameters);
		};
		StatementLog log = logOf(operation);
		if (log != null) {
			logStatement(log, kind, compiledStatement.sql(), compiledStatement.parameterTypes(), binding);
		}
		return this.observer.observe(kind, compiledStatement.sql(),
				() -> Objects.requireNonNull(this.jdbc.query(compiledStatement.sql(), binding, (result) -> {
					result.next();
					return JsonWriter.write(result.getBytes(1), compiledStatement.rowLayouts(), maxLength);
				})));
	}

	/** Fetches rows of a subscription. */
	List<CompiledSubscription.SubscriptionRow> fetchRows(CompiledStatement compiledStatement,
			OperationContext operation) {
		@Nullable Object[] parameters = compiledStatement.parameterValues(operation);
		return this.observer.observe(StatementKind.SUBSCRIPTION, compiledStatement.sql(),
				() -> Objects.requireNonNull(this.jdbc.query((connection) -> {
					connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
					return connection.prepareStatement(compiledStatement.sql());
				}, (prepared) -> bind(prepared, compiledStatement, parameters),
						new RowMapperResultSetExtractor<>((result, number) -> {
							byte[] encoded = result.getBytes(5);
							byte[] json = (encoded != null)
									? JsonWriter.write(encoded, compiledStatement.rowLayouts(), this.maxResponseBytes)
										.json()
									: null;
							return new CompiledSubscription.SubscriptionRow(result.getString(1), result.getInt(2),
									result.getLong(3), result.getLong(4), (json != null) ? new RawJson(json) : null);
						}))));
	}

	/**
	 * Fetches objects of several fragments by one statement.
	 * @param keys the keys of the objects, for each fragment
	 * @param fragmentConsumer receives the index of the fragment and one of its objects
	 */
	void fetchFragments(List<CacheableFragment> fragments, List<UUID[]> keys, OperationContext operation,
			FragmentConsumer fragmentConsumer) {
		int maxLength = responseBudget(operation).remainingBytes();
		StringBuilder sql = new StringBuilder("select number, case when sum(octet_length(value)) over "
				+ "(rows unbounded preceding) > " + MAX_FRAGMENTS_FACTOR * this.maxResponseBytes
				+ " then response_too_large() else value end from (");
		for (int i = 0; i < fragments.size(); i++) {
			sql.append((i > 0) ? " union all " : "")
				.append("select ")
				.append(i)
				.append(", f.* from (")
				.append(fragments.get(i).compiledStatement().sql())
				.append(") as f");
		}
		sql.append(" offset 0) as fragment (number, value)");
		PreparedStatementSetter binding = (prepared) -> {
			for (int i = 0; i < keys.size(); i++) {
				prepared.setArray(i + 1, prepared.getConnection().createArrayOf("uuid", keys.get(i)));
			}
		};
		StatementLog log = logOf(operation);
		if (log != null) {
			logStatement(log, StatementKind.FRAGMENTS, sql.toString(), Collections.nCopies(keys.size(), "uuid[]"),
					binding);
		}
		String complete = sql.toString();
		this.observer.observe(StatementKind.FRAGMENTS, complete,
				() -> readFragments(complete, binding, fragments, maxLength, fragmentConsumer));
	}

	private @Nullable Void readFragments(String sql, PreparedStatementSetter binding, List<CacheableFragment> fragments,
			int maxLength, FragmentConsumer fragmentConsumer) {
		this.jdbc.query(sql, binding, (ResultSet result) -> {
			int fragment = result.getInt(1);
			List<RowLayout> rowLayouts = fragments.get(fragment).compiledStatement().rowLayouts();
			fragmentConsumer.accept(fragment, JsonWriter.write(result.getBytes(2), rowLayouts, maxLength));
		});
		return null;
	}

	/** The log of a request whose client asked for its statements; otherwise null. */
	private static @Nullable StatementLog logOf(OperationContext request) {
		return request.context().get(StatementLog.class);
	}

	private void logStatement(StatementLog log, StatementKind kind, String sql, List<String> bindTypes,
			PreparedStatementSetter binding) {
		log.add(new StatementLog.LoggedStatement(kind, sql, bindTypes,
				log.isExplaining() ? explain(sql, binding) : null));
	}

	/** Executes the statement, so the transaction is read only and rolled back. */
	private @Nullable String explain(String sql, PreparedStatementSetter binding) {
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

	static void bind(PreparedStatement prepared, CompiledStatement compiledStatement, @Nullable Object[] parameters)
			throws SQLException {
		for (int i = 0; i < parameters.length; i++) {
			switch (parameters[i]) {
				case null -> prepared.setNull(i + 1, Types.NULL);
				case Object[] elements ->
					prepared.setArray(i + 1, createArray(prepared, compiledStatement.parameters().get(i), elements));
				case OffsetDateTime time -> prepared.setObject(i + 1, BinaryInstant.parameter(time));
				case Object value -> prepared.setObject(i + 1, value);
			}
		}
	}

	private static Array createArray(PreparedStatement prepared, BindParameter<?> bindParameter, Object[] elements)
			throws SQLException {
		DataType<?> element = Objects.requireNonNull(bindParameter.getDataType().getArrayComponentDataType());
		return prepared.getConnection().createArrayOf(element.getCastTypeName(POSTGRES_CONFIGURATION), elements);
	}

	/**
	 * Receives the objects of fragments.
	 */
	interface FragmentConsumer {

		void accept(int fragment, EncodedJson object);

	}

}
