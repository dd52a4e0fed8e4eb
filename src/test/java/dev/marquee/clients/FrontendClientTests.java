package dev.marquee.clients;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Runs common frontend clients and tools against the server.
 */
@IntegrationTest
@Timeout(120)
class FrontendClientTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "codegen.mjs", "apollo.mjs", "apollo-persisted.mjs", "relay.mjs", "urql.mjs",
			"packaged.mjs", "packaged-resuming.mjs", "generated-queries.mjs", "schema-text.mjs", "interest.mjs" })
	void clientProgramSucceeds(String program) {
		NodePrograms.runSuccessfully(program, this.graphQlTestClient.uri("/graphql").toString(),
				IntegrationTest.EDITOR_TOKEN);
	}

}
