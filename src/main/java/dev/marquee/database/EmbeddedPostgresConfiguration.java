package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the embedded PostgreSQL, the default if {@code spring.datasource.url} is not
 * set. It starts and stops with Marquee and keeps its data between runs.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class EmbeddedPostgresConfiguration {

	private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(60);

	@Bean
	DataDirectory dataDirectory(@Value("${marquee.data-dir}") Path path) {
		return DataDirectory.acquire(path);
	}

	@Bean
	EmbeddedPostgres embeddedPostgres(DataDirectory directory) throws IOException {
		directory.stopOrphanedPostgres();
		return EmbeddedPostgres.builder()
			.setDataDirectory(directory.postgresDirectory())
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(STARTUP_TIMEOUT)
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "icu")
			.setLocaleConfig("icu-locale", "und")
			// The library turns these off for tests. Here the data must survive a power
			// failure.
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			// Pages are in memory or on flash storage; the default is meant for disks
			// that seek.
			.setServerConfig("random_page_cost", "1.1")
			.start();
	}

	@Bean
	JdbcConnectionDetails embeddedConnectionDetails(EmbeddedPostgres postgres) {
		return new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return "postgres";
			}

			@Override
			public String getPassword() {
				return "";
			}

			@Override
			public String getJdbcUrl() {
				return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
			}

		};
	}

}
