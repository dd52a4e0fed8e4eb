package dev.marquee.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Migrates only a PostgreSQL that Marquee's statements run on, in the schema that the
 * JDBC URL names.
 */
@Component
class PostgresVersionCheck implements FlywayMigrationStrategy {

	private static final int MINIMUM_VERSION = 15;

	/**
	 * The first schema of the search path if it does not exist. PostgreSQL would skip it
	 * and create the tables in the next one.
	 */
	private static final String MISSING_SCHEMA = """
			select quote_ident(name)
			from (select (parse_ident(trim(split_part(current_setting('search_path'), ',', 1))))[1]) as first (name)
			where name <> '$user' and not exists (select from pg_namespace where nspname = name)""";

	private final ObjectProvider<DataDirectory> embedded;

	PostgresVersionCheck(ObjectProvider<DataDirectory> embedded) {
		this.embedded = embedded;
	}

	@Override
	public void migrate(Flyway flyway) {
		try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
			int version = connection.getMetaData().getDatabaseMajorVersion();
			if (version < MINIMUM_VERSION) {
				throw UnusableDatabase.tooOld(version, MINIMUM_VERSION);
			}
			createSchema(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database that spring.datasource.url names cannot be prepared.", ex);
		}
		try {
			flyway.migrate();
		}
		catch (FlywayValidateException ex) {
			throw unusable(ex);
		}
	}

	private static void createSchema(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet missing = statement.executeQuery(MISSING_SCHEMA)) {
			if (missing.next()) {
				try (Statement create = connection.createStatement()) {
					create.execute("create schema if not exists " + missing.getString(1));
				}
			}
		}
	}

	private UnusableDatabase unusable(FlywayValidateException cause) {
		DataDirectory directory = this.embedded.getIfAvailable();
		return (directory != null) ? UnusableDataDirectoryException.ofOtherMigrations(directory.root(), cause)
				: UnusableDatabase.ofOtherMigrations(cause);
	}

}
