package dev.marquee.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers receive each event of an import once, although many are written together.
 */
@IntegrationTest
class ImportDeliveryTests {

	private static final int COUNT = ListingBatch.MAX_LISTINGS + 10;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void importedEventsAreDeliveredOnceInTheirOrder() {
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		List<String> delivered = new ArrayList<>();
		try (TestWebSocket webSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			webSocket.subscribe("a", """
					subscription New($after: String) {
					  eventChanges(after: $after) { kind event { name version organizer { name } } }
					}""", Map.of("after", cursor));
			assertThat(importListings(false)).hasSize(COUNT).containsOnly("CREATED");
			for (int i = 0; i < COUNT; i++) {
				delivered.add(webSocket.expect("next").at("/payload/data/eventChanges").toString());
			}
			assertThat(webSocket.poll(Duration.ofMillis(1500))).isNull();
		}
		assertThat(delivered).containsExactlyElementsOf(IntStream.range(0, COUNT)
			.mapToObj((number) -> """
					{"kind":"PUBLISHED","event":{"name":"Event %d","version":"1","organizer":{"name":"Guild"}}}"""
				.formatted(number))
			.toList());
	}

	@Test
	void dryRunOfSeveralListingsStoresNothing() {
		assertThat(importListings(true)).hasSize(COUNT).containsOnly("CREATED");
		assertThat(TestDatabase.dsl().fetchValue("select count(*) from event")).isEqualTo(0L);
	}

	private List<String> importListings(boolean isDryRun) {
		MutationClient client = MutationClients.withAllScopes(this.graphQlTestClient);
		String events = String.join(",",
				IntStream.range(0, COUNT)
					.mapToObj(
							(number) -> """
									{"@type": "Event", "name": "Event %1$d", "url": "https://a.example/%1$d", "startDate": "2027-02-20T19:00Z",
									 "organizer": {"@type": "Organization", "name": "Guild"}}"""
								.formatted(number))
					.toList());
		return client
			.mutate("importListings",
					Map.of("documents", List.of(Map.of("name", "list.json", "text", "[" + events + "]")), "dryRun",
							isDryRun),
					"outcomes { status event { name } }")
			.get("outcomes")
			.valueStream()
			.map((JsonNode outcome) -> outcome.get("status").asString())
			.toList();
	}

}
