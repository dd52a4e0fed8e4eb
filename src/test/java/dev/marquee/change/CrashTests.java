package dev.marquee.change;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import dev.marquee.database.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cursors across a crash of PostgreSQL, which gives the numbers of transactions again
 * that wrote nothing down.
 */
class CrashTests {

	private static final int ROLLED_BACK = 50;

	@Test
	void whatIsCommittedAfterACrashComesAfterACursorFromBefore(@TempDir Path folder) throws Exception {
		try (Postgres postgres = Postgres.startIn(folder)) {
			SimpleDriverDataSource database = new SimpleDriverDataSource(new org.postgresql.Driver(),
					Postgres.url(postgres.port()));
			Flyway.configure().dataSource(database).load().migrate();
			JdbcTemplate jdbc = new JdbcTemplate(database);
			ChangeLog log = new ChangeLog(jdbc);
			add(jdbc);
			rollBack(postgres);
			ChangeCursor cursor = log.now();
			postgres.crash();
			postgres.start();
			log.check(cursor);
			add(jdbc);
			Long told = jdbc.queryForObject("select count(*) from change where (xid, id) > (?::xid8, ?)", Long.class,
					String.valueOf(cursor.xid()), cursor.id());
			assertThat(told).isOne();
		}
	}

	private static void rollBack(Postgres postgres) throws SQLException {
		try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (int i = 0; i < ROLLED_BACK; i++) {
				statement.execute("select pg_current_xact_id()");
				connection.rollback();
			}
		}
	}

	private static void add(JdbcTemplate jdbc) {
		jdbc.update("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (gen_random_uuid(), 'Crash', '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED')""");
	}

}
