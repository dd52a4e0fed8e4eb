package dev.marquee.clients;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The schema as tools judge it, without a server.
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
