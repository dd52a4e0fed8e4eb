package dev.marquee.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Checks the PostgreSQL version, creates the schema that the JDBC URL names, and runs the
 * migrations.
 */
@Component
@ConditionalOnProperty(name = "marquee.migrate", matchIfMissing = true)
class CheckedFlywayMigration implements FlywayMigrationStrategy {

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

	CheckedFlywayMigration(ObjectProvider<DataDirectory> embedded) {
		this.embedded = embedded;
	}

	@Override
	public void migrate(Flyway flyway) {
		try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
			int version = connection.getMetaData().getDatabaseMajorVersion();
			if (version < MINIMUM_VERSION) {
				throw UnusableDatabaseException.tooOld(version, MINIMUM_VERSION);
			}
			createSchema(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot prepare the database of spring.datasource.url.", ex);
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

	private UnusableDatabaseException unusable(FlywayValidateException cause) {
		DataDirectory directory = this.embedded.getIfAvailable();
		return (directory != null) ? UnusableDataDirectoryException.ofOtherMigrations(directory.root(), cause)
				: UnusableDatabaseException.ofOtherMigrations(cause);
	}

}
