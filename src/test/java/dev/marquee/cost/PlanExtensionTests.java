package dev.marquee.cost;

import java.util.Map;
import java.util.Set;

import dev.marquee.Client;
import dev.marquee.RandomListings;
import dev.marquee.WholeHouse;
import dev.marquee.access.ApiKeys;
import dev.marquee.access.Scope;
import dev.marquee.access.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class PlanExtensionTests {

	private static final String DOCUMENT = """
			query Plan($id: ID!) { event(id: $id) { name } events(first: 3) { nodes { name venue { name } } } }""";

	private static final Map<String, ?> VARIABLES = Map.of("id", "evt_00000000-0000-0000-0000-000000000000");

	@Autowired
	Client client;

	@Autowired
	ApiKeys keys;

	@BeforeEach
	void fill() {
		RandomListings.fill(3, 12);
	}

	@Test
	void theStatementsAreShownWithTheTypesOfTheirParameters() {
		JsonNode answer = this.client.with(WholeHouse.EDITOR).askWith(Map.of("plan", true), DOCUMENT, VARIABLES);
		JsonNode statements = answer.at("/extensions/plan/statements");
		assertThat(statements).hasSizeGreaterThanOrEqualTo(2);
		assertThat(statements.at("/0/kind").asString()).isIn("answer", "skeleton");
		assertThat(statements.at("/0/sql").asString()).startsWith("select").contains("cast(? as uuid)");
		assertThat(statements.at("/0/bindTypes/0").asString()).isEqualTo("uuid");
		assertThat(statements.at("/0").has("explain")).isFalse();
		assertThat(answer.at("/data/events/nodes")).hasSize(3);
	}

	@Test
	void postgresTellsHowItRunsThemIfAsked() {
		for (int time = 1; time <= 4; time++) {
			JsonNode answer = this.client.with(WholeHouse.EDITOR)
				.askWith(Map.of("plan", "explain"), DOCUMENT, VARIABLES);
			for (JsonNode statement : answer.at("/extensions/plan/statements")) {
				assertThat(statement.at("/explain/0/Plan/Actual Rows").isNumber()).as(statement.toString()).isTrue();
				assertThat(statement.at("/explain/0/Plan/Shared Hit Blocks").isNumber()).isTrue();
			}
		}
	}

	@Test
	void nobodyElseSeesThem() {
		assertThat(refusal(this.client)).isEqualTo("UNAUTHENTICATED");
		String key = TestKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		assertThat(refusal(this.client.with(key))).isEqualTo("FORBIDDEN");
		assertThat(this.client.askWith(Map.of("plan", false), DOCUMENT, VARIABLES).has("extensions")).isFalse();
	}

	private static String refusal(Client client) {
		return client.askWith(Map.of("plan", true), DOCUMENT, VARIABLES).at("/errors/0/extensions/code").asString();
	}

}
