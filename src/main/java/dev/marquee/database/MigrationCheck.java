package dev.marquee.database;

import java.util.Arrays;
import java.util.Set;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Checks that the database has exactly the migrations of this version, and runs none. In
 * place of {@link CheckedFlywayMigration} if {@code marquee.migrate} is {@code false}.
 */
@Component
@ConditionalOnProperty(name = "marquee.migrate", havingValue = "false")
class MigrationCheck implements FlywayMigrationStrategy {

	private static final Set<MigrationState> NEWER = Set.of(MigrationState.FUTURE_SUCCESS,
			MigrationState.FUTURE_FAILED);

	@Override
	public void migrate(Flyway flyway) {
		MigrationInfoService migrations = info(flyway);
		if (migrations.applied().length == 0) {
			throw new UnusableDatabaseException("The database has no tables of Marquee.",
					"Start the server, which creates them.", null);
		}
		if (Arrays.stream(migrations.all()).map(MigrationInfo::getState).anyMatch(NEWER::contains)) {
			throw new UnusableDatabaseException("The database was migrated by a newer version of Marquee.",
					"Use the newer version.", null);
		}
		if (migrations.pending().length > 0) {
			throw new UnusableDatabaseException(
					"The database lacks " + migrations.pending().length + " migrations of this version of Marquee.",
					"Start the server of this version, which runs them, or use the older version.", null);
		}
	}

	private static MigrationInfoService info(Flyway flyway) {
		try {
			return flyway.info();
		}
		catch (FlywayException ex) {
			throw new UnusableDatabaseException(
					"The database cannot be read: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage(),
					"Check SPRING_DATASOURCE_URL, and whether PostgreSQL runs and accepts the user.", ex);
		}
	}

}
