package dev.marquee.clients;

import java.nio.file.Path;

import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server with the manifest of a frontend's build executes only the documents in it.
 */
@Timeout(180)
class TrustedDocumentsClientTests {

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@Test
	void manifestDocumentsAreExecuted(@TempDir Path folder) {
		NodePrograms.runSuccessfully("manifest.mjs", folder.toString());
		String manifest = folder.resolve("persisted-documents.json").toString();
		try (ConfigurableApplicationContext marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--marquee.trusted-documents=" + manifest,
				"--marquee.trusted-documents-only=true")) {
			String port = marquee.getEnvironment().getRequiredProperty("local.server.port");
			NodePrograms.runSuccessfully("trusted.mjs", "http://localhost:" + port + "/graphql", manifest);
		}
	}

}
