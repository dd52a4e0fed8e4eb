package dev.marquee.query.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;

import javax.sql.DataSource;

import dev.marquee.database.Deadline;
import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.RootFieldPlan;
import dev.marquee.query.execute.StatementObserver.StatementKind;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Executes statements whose rows are read one by one.
 */
final class RowsOpener {

	private static final Logger LOG = LoggerFactory.getLogger(RowsOpener.class);

	private final JdbcTemplate jdbc;

	private final StatementObserver observer;

	private final int maxRowBytes;

	/**
	 * Creates an opener.
	 * @param maxRowBytes the maximum size of the JSON of a row
	 */
	RowsOpener(JdbcTemplate jdbc, StatementObserver observer, int maxRowBytes) {
		this.jdbc = jdbc;
		this.observer = observer;
		this.maxRowBytes = maxRowBytes;
	}

	/** Executes the statement of the plan and reads its first row. */
	RowStream open(RootFieldPlan plan, OperationContext operation) {
		CompiledStatement compiledStatement = plan.fullStatement();
		@Nullable Object[] parameters = compiledStatement.parameterValues(operation);
		Deadline deadline = Deadline.of(operation.context());
		return this.observer.observe(StatementKind.ROWS, compiledStatement.sql(),
				() -> open(plan, parameters, deadline));
	}

	/** PostgreSQL returns rows in groups only within a transaction. */
	private RowStream open(RootFieldPlan plan, @Nullable Object[] parameters, Deadline deadline) {
		CompiledStatement compiledStatement = plan.fullStatement();
		DataSource dataSource = Objects.requireNonNull(this.jdbc.getDataSource());
		Connection connection = DataSourceUtils.getConnection(dataSource);
		PreparedStatement prepared = null;
		boolean opened = false;
		try {
			connection.setAutoCommit(false);
			prepared = connection.prepareStatement(compiledStatement.sql());
			prepared.setFetchSize(1);
			deadline.applyTo(prepared);
			StatementExecutor.bind(prepared, compiledStatement, parameters);
			ResultSet result = prepared.executeQuery();
			SQLExceptionTranslator translator = this.jdbc.getExceptionTranslator();
			KeyedRows keyedRows = plan.fragments().isEmpty() ? null : new KeyedRows(plan.fragments().getFirst(),
					connection, this.observer, translator, this.maxRowBytes);
			RowStream rows = new RowStream(dataSource, connection, prepared, result, compiledStatement.rowLayouts(),
					this.maxRowBytes, translator, keyedRows,
					Hashes.sha256Hex(compiledStatement.sql() + Arrays.deepToString(parameters)));
			opened = true;
			return rows;
		}
		catch (SQLException ex) {
			throw translate("open rows", compiledStatement.sql(), ex, this.jdbc.getExceptionTranslator());
		}
		finally {
			if (!opened) {
				JdbcUtils.closeStatement(prepared);
				release(connection, dataSource);
			}
		}
	}

	static DataAccessException translate(String task, @Nullable String sql, SQLException ex,
			SQLExceptionTranslator translator) {
		DataAccessException translated = translator.translate(task, sql, ex);
		return (translated != null) ? translated : new UncategorizedSQLException(task, sql, ex);
	}

	/** Ends the transaction, which has only read, and returns the connection. */
	static void release(Connection connection, DataSource dataSource) {
		try {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			LOG.debug("Cannot end the transaction of rows that are no longer needed", ex);
		}
		DataSourceUtils.releaseConnection(connection, dataSource);
	}

}
