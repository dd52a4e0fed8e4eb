package dev.marquee.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.clients.NodePrograms;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema as a federation subgraph, with {@code marquee.federation=true}.
 */
@IntegrationTest
@TestPropertySource(properties = "marquee.federation=true")
@DirtiesContext
class FederationTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void apolloComposesTheSubgraph() {
		NodePrograms.install();
		NodePrograms.runSuccessfully("federation.mjs", this.graphQlTestClient.uri("/graphql").toString(),
				IntegrationTest.EDITOR_TOKEN);
	}

	@Test
	void entitiesAreLoadedByOneStatement() {
		Object representation = Map.of("__typename", "Event", "id", "evt_01890a5d-ac96-774b-bcce-b302099a8057");
		this.statementRecorder.reset();
		this.graphQlTestClient.data("""
				query ($representations: [_Any!]!) {
				  _entities(representations: $representations) {
				    ... on Event { name venue { name events(first: 2) { nodes { name } } } }
				    ... on Organizer { events(first: 2) { nodes { name } } }
				  }
				}""", Map.of("representations", List.of(representation, representation)));
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	@Test
	void tooManyRepresentationsAreRejected() {
		List<Object> many = Collections.nCopies(501, Map.of("__typename", "Event"));
		assertThat(this.graphQlTestClient
			.error("query ($many: [_Any!]!) { _entities(representations: $many) { __typename } }", Map.of("many", many))
			.at("/extensions/code")
			.asString()).isEqualTo("BAD_USER_INPUT");
	}

}
