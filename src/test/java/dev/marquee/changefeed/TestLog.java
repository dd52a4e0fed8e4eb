package dev.marquee.changefeed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import dev.marquee.database.TestPostgres;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The change log of a PostgreSQL, read and written without the application.
 */
final class TestLog {

	private static final String TABLES = """
			select table_name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'""";

	private static final String STORED_COLUMNS = """
			select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns
			where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'""";

	private static final String NEXT_XID = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

	final JdbcTemplate jdbc;

	final ChangeLog log;

	private final TestPostgres testPostgres;

	TestLog(TestPostgres testPostgres) {
		this.testPostgres = testPostgres;
		this.jdbc = new JdbcTemplate(
				new SimpleDriverDataSource(new org.postgresql.Driver(), TestPostgres.url(testPostgres.port())));
		this.log = new ChangeLog(this.jdbc);
	}

	/** Creates the tables. */
	static TestLog createIn(TestPostgres testPostgres) {
		TestLog testLog = new TestLog(testPostgres);
		Flyway.configure().dataSource(TestPostgres.url(testPostgres.port()), null, null).load().migrate();
		return testLog;
	}

	/**
	 * Replaces the rows of all tables by those of another database, without firing
	 * triggers, as {@code pg_restore} and logical replication do.
	 */
	void copyRowsFrom(TestLog source) throws SQLException, IOException {
		try (Connection from = source.testPostgres.connect(); Connection to = this.testPostgres.connect()) {
			JdbcTemplate target = this.jdbc;
			List<String> tables = target.queryForList(TABLES, String.class);
			to.setAutoCommit(false);
			try (Statement statement = to.createStatement()) {
				statement.execute("set session_replication_role = replica");
				statement.execute("truncate " + String.join(", ", tables));
			}
			for (String table : tables) {
				String columns = target.queryForObject(STORED_COLUMNS, String.class, table);
				ByteArrayOutputStream rows = new ByteArrayOutputStream();
				copyManager(from).copyOut("copy " + table + " (" + columns + ") to stdout", rows);
				copyManager(to).copyIn("copy " + table + " (" + columns + ") from stdin",
						new ByteArrayInputStream(rows.toByteArray()));
			}
			to.commit();
		}
		this.jdbc.queryForObject(
				"select setval(pg_get_serial_sequence('change', 'id'), (select coalesce(max(id), 1) from change))",
				Long.class);
	}

	private static CopyManager copyManager(Connection connection) throws SQLException {
		return connection.unwrap(PGConnection.class).getCopyAPI();
	}

	UUID insert(String name) {
		UUID id = UUID.randomUUID();
		this.jdbc.update("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (?, ?, '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED')""", id, name);
		return id;
	}

	void rename(UUID id, String name) {
		this.jdbc.update("update event set name = ? where id = ?", name, id);
	}

	long version(UUID id) {
		return queryLong("select version from event where id = ?", id);
	}

	/** The names and kinds of the changes after a cursor, in order. */
	List<String> changesAfter(ChangeCursor cursor) {
		this.log.requireRetained(cursor);
		return this.jdbc.queryForList(
				"""
						select kind || ' ' || (coalesce(after, before) ->> 'name') from change
						where (generation, xid, id) > (?, ?::xid8, ?)
						and (generation, xid) < ((select number from current_generation()), pg_snapshot_xmin(pg_current_snapshot()))
						order by generation, xid, id""",
				String.class, cursor.generation(), String.valueOf(cursor.xid()), cursor.id());
	}

	/** The next transaction id. */
	long nextXid() {
		return queryLong(NEXT_XID);
	}

	/** Uses transaction ids up to, but without, this one. */
	void useXidsBelow(long xid) {
		this.jdbc.execute((Connection connection) -> {
			try (PreparedStatement next = connection.prepareStatement(NEXT_XID);
					PreparedStatement use = connection.prepareStatement("select pg_current_xact_id()")) {
				while (readLong(next) < xid) {
					use.execute();
				}
			}
			return null;
		});
	}

	private static long readLong(PreparedStatement statement) throws SQLException {
		try (ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getLong(1);
		}
	}

	long queryLong(String sql, Object... arguments) {
		Long value = this.jdbc.queryForObject(sql, Long.class, arguments);
		if (value == null) {
			throw new AssertionError("No value: " + sql);
		}
		return value;
	}

}
