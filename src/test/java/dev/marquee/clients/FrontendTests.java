package dev.marquee.clients;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * The clients and tools that frontend teams use, against the running server.
 */
@WholeHouse
@Timeout(120)
class FrontendTests {

	@Autowired
	Client client;

	@BeforeAll
	static void install() {
		ClientPrograms.install();
	}

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "codegen.mjs", "apollo.mjs", "apollo-persisted.mjs", "relay.mjs", "urql.mjs",
			"generated-queries.mjs", "schema-text.mjs" })
	void theServerIsAsExpectedBy(String program) {
		ClientPrograms.pass(program, this.client.uri("/graphql").toString(), WholeHouse.EDITOR);
	}

}
