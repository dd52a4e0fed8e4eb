package dev.marquee.query.compile;

import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.query.compile.RandomDocuments.RandomDocument;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actual cost of random documents, compared with the cost that was estimated for
 * them.
 */
@IntegrationTest
class CostBoundTests {

	private static final int FIRST_SEED = 10_000;

	private static final int DOCUMENTS = 400;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	@Test
	void actualCostDoesNotExceedRequestedCost() {
		RandomListings.populate(7, 40);
		ReferenceExecutor referenceExecutor = new ReferenceExecutor(this.source.schema(), TestDatabase.dsl());
		int less = 0;
		int same = 0;
		for (long seed = FIRST_SEED; seed < FIRST_SEED + DOCUMENTS; seed++) {
			RandomDocument randomDocument = RandomDocuments.generate(this.source.schema(), referenceExecutor, seed);
			JsonNode response = this.graphQlTestClient.executeWithExtensions(Map.of("cost", true),
					randomDocument.text(), randomDocument.variables());
			if (response.at("/errors/0/extensions/code").asString("").endsWith("_LIMIT_EXCEEDED")) {
				continue;
			}
			JsonNode cost = response.at("/extensions/cost");
			assertThat(cost.path("actual").asLong(-1)).as("seed %s: %s", seed, randomDocument.text())
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
