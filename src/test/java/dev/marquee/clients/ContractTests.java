package dev.marquee.clients;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The schema as tools judge it, without a server.
 */
@Timeout(120)
class ContractTests {

	@BeforeAll
	static void install() {
		ClientPrograms.install();
	}

	@Test
	void theSchemaAndTheOperationsAreAsRecommended() {
		ClientPrograms.pass("lint.mjs");
	}

	@Test
	void clientsOfTheLastReleaseStillWork() {
		ClientPrograms.pass("compatibility.mjs");
	}

}
