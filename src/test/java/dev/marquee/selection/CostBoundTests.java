package dev.marquee.selection;

import java.util.Map;

import dev.marquee.Client;
import dev.marquee.RandomListings;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import dev.marquee.selection.RandomDocuments.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What documents made at random did cost, compared with what they were said to cost.
 */
@WholeHouse
class CostBoundTests {

	private static final int FIRST_SEED = 10_000;

	private static final int DOCUMENTS = 400;

	@Autowired
	Client client;

	@Autowired
	GraphQlSource source;

	@Test
	void nothingCostsMoreThanWasSaidBefore() {
		RandomListings.fill(7, 40);
		Oracle oracle = new Oracle(this.source.schema(), TestDatabase.dsl());
		int less = 0;
		int same = 0;
		for (long seed = FIRST_SEED; seed < FIRST_SEED + DOCUMENTS; seed++) {
			Document document = RandomDocuments.make(this.source.schema(), oracle, seed);
			JsonNode answer = this.client.askWith(Map.of("cost", true), document.text(), document.variables());
			JsonNode cost = answer.at("/extensions/cost");
			assertThat(cost.path("actual").asLong(-1)).as("seed %s: %s", seed, document.text())
				.isBetween(1L, cost.get("requested").asLong());
			if (cost.get("actual").asLong() < cost.get("requested").asLong()) {
				less++;
			}
			else {
				same++;
			}
		}
		assertThat(less).isGreaterThan(DOCUMENTS / 10);
		assertThat(same).isGreaterThan(DOCUMENTS / 10);
	}

}
