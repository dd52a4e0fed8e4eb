package dev.marquee.changefeed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.marquee.database.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cursors across a crash of PostgreSQL, which reassigns the ids of transactions that
 * wrote no WAL records.
 */
class CrashRecoveryTests {

	private static final int ROLLED_BACK = 50;

	@Test
	void commitAfterCrashFollowsCursorFromBefore(@TempDir Path folder) throws Exception {
		try (TestPostgres testPostgres = TestPostgres.startIn(folder)) {
			SimpleDriverDataSource database = new SimpleDriverDataSource(new org.postgresql.Driver(),
					TestPostgres.url(testPostgres.port()));
			Flyway.configure().dataSource(database).load().migrate();
			JdbcTemplate jdbc = new JdbcTemplate(database);
			ChangeLog log = new ChangeLog(jdbc);
			insertEvent(jdbc);
			rollBackTransactions(testPostgres);
			ChangeCursor cursor = log.currentCursor();
			testPostgres.crash();
			testPostgres.start();
			log.requireRetained(cursor);
			insertEvent(jdbc);
			Long following = jdbc.queryForObject(
					"select count(*) from change where (generation, xid, id) > (?, ?::xid8, ?)", Long.class,
					cursor.generation(), String.valueOf(cursor.xid()), cursor.id());
			assertThat(following).isOne();
		}
	}

	private static void rollBackTransactions(TestPostgres testPostgres) throws SQLException {
		try (Connection connection = testPostgres.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < ROLLED_BACK; i++) {
				statement.execute("select pg_current_xact_id()");
				connection.rollback();
			}
		}
	}

	private static void insertEvent(JdbcTemplate jdbc) {
		jdbc.update("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (gen_random_uuid(), 'Crash', '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED')""");
	}

}
