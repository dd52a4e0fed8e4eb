package dev.marquee.database;

import java.nio.file.Path;
import javax.sql.DataSource;

import dev.marquee.MarqueeApplication;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Starting on a database that this version of Marquee cannot migrate.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class UnusableDatabaseTests {

	@TempDir
	Path folder;

	@Test
	void embeddedDatabaseOfOtherMigrationsIsExplained(CapturedOutput output) throws Exception {
		Path directory = this.folder.resolve("data");
		try (DataDirectory held = DataDirectory.acquire(directory);
				EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(held)) {
			migrateOtherwise(dataSource(postgres));
		}
		assertThatStartFails("--server.port=0", "--marquee.data-dir=" + directory);
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START")
			.contains("The data directory " + directory + " was made by another version of Marquee")
			.contains("Move the directory away, start Marquee again and import your listings into the new one.")
			.doesNotContain("\tat dev.marquee");
	}

	@Test
	void databaseOfOtherMigrationsIsExplained(CapturedOutput output) {
		TestDatabase.createDatabase("other_migrations");
		String url = TestDatabase.url("other_migrations");
		migrateOtherwise(dataSource(url));
		assertThatStartFails("--server.port=0", "--spring.datasource.url=" + url);
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START")
			.contains("made by another version of Marquee")
			.contains("Set SPRING_DATASOURCE_URL to an empty database")
			.doesNotContain("\tat dev.marquee");
	}

	/** As an earlier version did, whose first migration was another one. */
	private static void migrateOtherwise(DataSource database) {
		Flyway.configure().dataSource(database).locations("classpath:other-migrations").load().migrate();
	}

	private static void assertThatStartFails(String... arguments) {
		assertThatThrownBy(() -> {
			try (ConfigurableApplicationContext server = new SpringApplicationBuilder(MarqueeApplication.class)
				.run(arguments)) {
				throw new AssertionError(server + " has started");
			}
		}).hasRootCauseInstanceOf(FlywayValidateException.class);
	}

	private static DataSource dataSource(String url) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		return dataSource;
	}

	private static DataSource dataSource(EmbeddedPostgresServer server) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(server.getJdbcUrl());
		dataSource.setUser(server.getUsername());
		dataSource.setPassword(server.getPassword());
		return dataSource;
	}

}
