package dev.marquee.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ImportListingsTests {

	private static final String SELECTION = "documents { name status event { id name } problems { severity code section line message } }";

	private static final Map<String, String> COMPLETE = Map.of("name", "whole.txt", "text", ListingFixtures.COMPLETE);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void documentsHaveSeparateOutcomes() {
		JsonNode documents = importDocuments(false,
				List.of(COMPLETE, Map.of("name", "bad.txt", "text", "nothing \u0000 at all"), COMPLETE, Map.of("name",
						"other.txt", "text",
						ListingFixtures.COMPLETE.replace("Compilers by Candlelight", "Parsers by Candlelight"))));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "REJECTED", "UNCHANGED",
				"UPDATED");
		assertThat(documents.at("/0/event/name").asString()).startsWith("Parsers by Candlelight");
		assertThat(documents.at("/1/event").isNull()).isTrue();
		assertThat(documents.at("/1/problems/0/severity").asString()).isNotBlank();
		assertThat(documents.at("/1/problems/0/line").asInt()).isPositive();
		assertThat(documents.at("/2/event/id")).isEqualTo(documents.at("/0/event/id"));
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(1);
	}

	@Test
	void expressedInterestsSurviveReimport() {
		String event = importDocuments(false, List.of(COMPLETE)).at("/0/event/id").asString();
		assertThat(express(event, "ann")).isEqualTo(2);
		String changed = ListingFixtures.COMPLETE.replace("total_interested_count: 1", "total_interested_count: 40");
		assertThat(importDocuments(false, List.of(Map.of("name", "whole.txt", "text", changed))).at("/0/status")
			.asString()).isEqualTo("UPDATED");
		assertThat(express(event, "ann")).isEqualTo(41);
		assertThat(express(event, "bob")).isEqualTo(42);
	}

	private int express(String event, String person) {
		return this.mutationClient
			.mutate("expressInterest", Map.of("eventId", event, "person", person), "event { interestedCount }")
			.at("/event/interestedCount")
			.asInt();
	}

	@Test
	void dryRunReportsOutcomesAndWritesNothing() {
		JsonNode documents = importDocuments(true, List.of(COMPLETE, COMPLETE));
		assertThat(documents.findValuesAsString("status")).containsExactly("CREATED", "UNCHANGED");
		assertThat(documents.at("/0/event").isNull()).isTrue();
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
		assertThat(TestDatabase.dsl().fetchCount(VENUE)).isZero();
	}

	@Test
	void invalidInputIsReportedAsUserErrors() {
		assertThat(this.mutationClient.userErrors("importListings", Map.of("documents", List.of())))
			.containsExactly("documents REQUIRED");
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents", Collections.nCopies(101, COMPLETE))))
			.containsExactly("documents TOO_MANY");
		assertThat(this.mutationClient.userErrors("importListings",
				Map.of("documents", List.of(COMPLETE, Map.of("name", "\u0000", "text", "")))))
			.containsExactly("documents.1.name REQUIRED");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private JsonNode importDocuments(boolean dryRun, List<Map<String, String>> documents) {
		return this.mutationClient.mutate("importListings", Map.of("documents", documents, "dryRun", dryRun), SELECTION)
			.get("documents");
	}

}
