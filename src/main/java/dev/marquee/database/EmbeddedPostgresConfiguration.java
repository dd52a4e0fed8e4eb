package dev.marquee.database;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the embedded PostgreSQL, the default if {@code spring.datasource.url} is not
 * set. It starts and stops with Marquee and keeps its data between runs.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class EmbeddedPostgresConfiguration {

	@Bean
	DataDirectory dataDirectory(@Value("${marquee.data-dir}") Path path) {
		return DataDirectory.acquire(path);
	}

	@Bean
	EmbeddedPostgresServer embeddedPostgresServer(DataDirectory directory) {
		try {
			return EmbeddedPostgresServer.start(directory);
		}
		catch (IOException ex) {
			throw UnusableDataDirectoryException.postgresFails(directory.root(), ex);
		}
	}

}
