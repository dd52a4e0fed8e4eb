package dev.marquee.contract;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.marquee.Client;
import dev.marquee.Statements;
import dev.marquee.WholeHouse;
import dev.marquee.clients.ClientPrograms;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Marquee as a subgraph, which it is only if a setting says so.
 */
@WholeHouse
@TestPropertySource(properties = "marquee.federation=true")
@DirtiesContext
class FederationTests {

	@Autowired
	Client client;

	@Autowired
	Statements statements;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void apolloComposesIt() {
		ClientPrograms.install();
		ClientPrograms.pass("federation.mjs", this.client.uri("/graphql").toString(), WholeHouse.EDITOR);
	}

	@Test
	void entitiesAreReadByOneStatement() {
		Object representation = Map.of("__typename", "Event", "id", "evt_01890a5d-ac96-774b-bcce-b302099a8057");
		this.statements.forget();
		this.client.data("""
				query ($representations: [_Any!]!) {
				  _entities(representations: $representations) {
				    ... on Event { name venue { name events(first: 2) { nodes { name } } } }
				    ... on Organizer { events(first: 2) { nodes { name } } }
				  }
				}""", Map.of("representations", List.of(representation, representation)));
		assertThat(this.statements.sent()).hasSize(1);
	}

	@Test
	void tooManyRepresentationsAreRefused() {
		List<Object> many = Collections.nCopies(501, Map.of("__typename", "Event"));
		assertThat(this.client
			.error("query ($many: [_Any!]!) { _entities(representations: $many) { __typename } }", Map.of("many", many))
			.at("/extensions/code")
			.asString()).isEqualTo("BAD_USER_INPUT");
	}

}
