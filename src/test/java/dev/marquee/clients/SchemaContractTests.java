package dev.marquee.clients;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Linting and compatibility checks of the schema, without a server.
 */
@Timeout(120)
class SchemaContractTests {

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@Test
	void schemaAndOperationsPassLinting() {
		NodePrograms.runSuccessfully("lint.mjs");
	}

	@Test
	void schemaIsCompatibleWithLastRelease() {
		NodePrograms.runSuccessfully("compatibility.mjs");
	}

}
