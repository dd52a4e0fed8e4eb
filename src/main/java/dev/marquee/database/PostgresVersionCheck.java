package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.flywaydb.core.Flyway;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Checks the PostgreSQL version before the migrations run.
 */
@Component
class PostgresVersionCheck implements FlywayMigrationStrategy {

	private static final int MINIMUM_VERSION = 15;

	@Override
	public void migrate(Flyway flyway) {
		try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
			int version = connection.getMetaData().getDatabaseMajorVersion();
			if (version < MINIMUM_VERSION) {
				throw new IllegalStateException("Marquee requires PostgreSQL " + MINIMUM_VERSION
						+ " or newer, but spring.datasource.url refers to version " + version + ".");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot connect to the database of spring.datasource.url.", ex);
		}
		flyway.migrate();
	}

}
