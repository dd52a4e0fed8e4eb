package dev.marquee.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Checks that the database is usable, creates the schema that the JDBC URL names, and
 * runs the migrations.
 */
@Component
@ConditionalOnProperty(name = "marquee.migrate", matchIfMissing = true)
class CheckedFlywayMigration implements FlywayMigrationStrategy {

	private static final int MINIMUM_VERSION = 15;

	private static final Set<MigrationState> NEWER = EnumSet.of(MigrationState.FUTURE_SUCCESS,
			MigrationState.FUTURE_FAILED);

	private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

	private final ObjectProvider<DataDirectory> embedded;

	private final SideConnections connections;

	CheckedFlywayMigration(ObjectProvider<DataDirectory> embedded, SideConnections connections) {
		this.embedded = embedded;
		this.connections = connections;
	}

	@Override
	public void migrate(Flyway flyway) {
		try {
			prepare(flyway);
			flyway.migrate();
			requirePrivileges();
		}
		catch (FlywayValidateException ex) {
			throw ofOtherMigrations(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Cannot prepare the database of spring.datasource.url.", ex);
		}
	}

	/**
	 * Checks before any migration: an older version would replace functions and views of
	 * a newer one.
	 */
	private void prepare(Flyway flyway) throws SQLException {
		try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
			int version = connection.getMetaData().getDatabaseMajorVersion();
			if (version < MINIMUM_VERSION) {
				throw UnusableDatabaseException.tooOld(version, MINIMUM_VERSION);
			}
			throwIfFound(DatabaseRequirements.findProblem(connection));
			if (!DatabaseRequirements.schemaExists(connection)) {
				throwIfFound(DatabaseRequirements.findMigrationProblem(connection));
				DatabaseRequirements.createSchema(connection);
			}
			MigrationInfoService migrations = flyway.info();
			Optional<MigrationInfo> newer = Arrays.stream(migrations.applied())
				.filter((migration) -> NEWER.contains(migration.getState()))
				.reduce((_, last) -> last);
			if (newer.isPresent()) {
				throw ofNewerMarquee(String.valueOf(newer.get().getVersion()));
			}
			if (migrations.pending().length > 0) {
				throwIfFound(DatabaseRequirements.findMigrationProblem(connection));
			}
		}
	}

	/** Checks the role that serves requests, which may be another one than Flyway's. */
	private void requirePrivileges() throws SQLException {
		try (Connection connection = this.connections.open("marquee-start", RESPONSE_TIMEOUT)) {
			throwIfFound(DatabaseRequirements.findPrivilegeProblem(connection));
		}
	}

	private static void throwIfFound(@Nullable UnusableDatabaseException problem) {
		if (problem != null) {
			throw problem;
		}
	}

	private UnusableDatabaseException ofNewerMarquee(String version) {
		DataDirectory directory = this.embedded.getIfAvailable();
		return (directory != null) ? UnusableDataDirectoryException.ofNewerMarquee(directory.root(), version)
				: UnusableDatabaseException.ofNewerMarquee(version);
	}

	private UnusableDatabaseException ofOtherMigrations(FlywayValidateException cause) {
		DataDirectory directory = this.embedded.getIfAvailable();
		return (directory != null) ? UnusableDataDirectoryException.ofOtherMigrations(directory.root(), cause)
				: UnusableDatabaseException.ofOtherMigrations(cause);
	}

}
