package dev.marquee.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

import org.springframework.boot.jooq.autoconfigure.ExceptionTranslatorExecuteListener;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A PostgreSQL with all migrations applied, shared by the tests of a JVM.
 */
public final class TestDatabase {

	private static final EmbeddedPostgres POSTGRES = startPostgres();

	private static final DataSource DATA_SOURCE = createMigratedDataSource();

	private TestDatabase() {
	}

	public static String url() {
		return POSTGRES.getJdbcUrl("postgres", "postgres");
	}

	/** The URL of another database on the same server. */
	public static String url(String database) {
		return POSTGRES.getJdbcUrl("postgres", database);
	}

	/** Creates an empty database, in place of one of this name. */
	public static void createDatabase(String name) {
		createDatabase(name, "");
	}

	/**
	 * Creates an empty database, in place of one of this name.
	 * @param options the options of {@code create database}
	 */
	public static void createDatabase(String name, String options) {
		dsl().execute("drop database if exists " + name + " with (force)");
		dsl().execute("create database " + name + " " + options);
	}

	public static DataSource dataSource() {
		return DATA_SOURCE;
	}

	/**
	 * Returns a context that joins the current transaction, as in the application.
	 */
	public static DSLContext dsl() {
		return DSL.using(new DefaultConfiguration().derive(new TransactionAwareDataSourceProxy(DATA_SOURCE))
			.derive(SQLDialect.POSTGRES)
			.derive(ExceptionTranslatorExecuteListener.DEFAULT));
	}

	public static TransactionTemplate transactionTemplate() {
		return new TransactionTemplate(new DataSourceTransactionManager(DATA_SOURCE));
	}

	public static void clear() {
		dsl().execute("truncate event, event_series, venue, organizer, performer, category, imported_document cascade");
	}

	private static EmbeddedPostgres startPostgres() {
		try {
			return EmbeddedPostgres.builder()
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "icu")
				.setLocaleConfig("icu-locale", "und")
				// With statistics of empty tables, PostgreSQL would keep plans
				// that do not fit the rows that tests insert later.
				.setServerConfig("autovacuum", "off")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DataSource createMigratedDataSource() {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url());
		Flyway.configure().dataSource(dataSource).load().migrate();
		return dataSource;
	}

}
