package dev.marquee.database;

import java.io.IOException;
import java.io.UncheckedIOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * The one PostgreSQL of all tests in this JVM, migrated.
 */
public final class TestDatabase {

	private static final EmbeddedPostgres POSTGRES = start();

	private TestDatabase() {
	}

	public static DataSource dataSource() {
		return POSTGRES.getPostgresDatabase();
	}

	public static String url() {
		return POSTGRES.getJdbcUrl("postgres", "postgres");
	}

	public static DSLContext sql() {
		return DSL.using(dataSource(), SQLDialect.POSTGRES);
	}

	/** Removes every row of every table, but not the tables. */
	public static void empty() {
		sql().execute("truncate venue, organizer, category, event cascade");
	}

	private static EmbeddedPostgres start() {
		try {
			EmbeddedPostgres postgres = EmbeddedPostgres.builder()
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "icu")
				.setLocaleConfig("icu-locale", "und")
				.start();
			Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
			return postgres;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
