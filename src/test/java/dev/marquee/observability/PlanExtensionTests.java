package dev.marquee.observability;

import java.util.Map;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class PlanExtensionTests {

	private static final String DOCUMENT = """
			query Plan($id: ID!) { event(id: $id) { name } events(first: 3) { nodes { name venue { name } } } }""";

	private static final Map<String, ?> VARIABLES = Map.of("id", "evt_00000000-0000-0000-0000-000000000000");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@BeforeEach
	void populate() {
		RandomListings.populate(3, 12);
	}

	@Test
	void planListsStatementsWithBindTypes() {
		JsonNode response = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.executeWithExtensions(Map.of("plan", true), DOCUMENT, VARIABLES);
		JsonNode statements = response.at("/extensions/plan/statements");
		assertThat(statements).hasSizeGreaterThanOrEqualTo(2);
		assertThat(statements.at("/0/kind").asString()).isIn("full", "template");
		assertThat(statements.at("/0/sql").asString()).startsWith("select").contains("cast(? as uuid)");
		assertThat(statements.at("/0/bindTypes/0").asString()).isEqualTo("uuid");
		assertThat(statements.at("/0").has("explain")).isFalse();
		assertThat(response.at("/data/events/nodes")).hasSize(3);
	}

	@Test
	void explainAddsPostgresPlans() {
		for (int time = 1; time <= 4; time++) {
			JsonNode response = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
				.executeWithExtensions(Map.of("plan", "explain"), DOCUMENT, VARIABLES);
			for (JsonNode statement : response.at("/extensions/plan/statements")) {
				assertThat(statement.at("/explain/0/Plan/Actual Rows").isNumber()).as(statement.toString()).isTrue();
				assertThat(statement.at("/explain/0/Plan/Shared Hit Blocks").isNumber()).isTrue();
			}
		}
	}

	@Test
	void planRequiresAdminScope() {
		assertThat(errorCode(this.graphQlTestClient)).isEqualTo("UNAUTHENTICATED");
		String key = TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		assertThat(errorCode(this.graphQlTestClient.withToken(key))).isEqualTo("FORBIDDEN");
		assertThat(this.graphQlTestClient.executeWithExtensions(Map.of("plan", false), DOCUMENT, VARIABLES)
			.has("extensions")).isFalse();
	}

	private static String errorCode(GraphQlTestClient graphQlTestClient) {
		return graphQlTestClient.executeWithExtensions(Map.of("plan", true), DOCUMENT, VARIABLES)
			.at("/errors/0/extensions/code")
			.asString();
	}

}
