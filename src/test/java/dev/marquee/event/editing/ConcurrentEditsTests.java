package dev.marquee.event.editing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
import static dev.marquee.event.editing.EventEditingTests.START;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Concurrent mutations of the same object: one succeeds, the others get user errors.
 */
@IntegrationTest
class ConcurrentEditsTests {

	private static final int EDITORS = 8;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void concurrentUpdateConflicts() throws Exception {
		JsonNode event = this.mutationClient
			.mutate("createEvent", Map.of("name", "Owls", "start", START), "event { id version }")
			.get("event");
		List<JsonNode> payloads = concurrently((number) -> this.mutationClient.payload("updateEvent",
				Map.of("id", event.get("id").asString(), "expectedVersion", event.get("version").asString(), "name",
						"Owls " + number, "categories", List.of("Talks " + number)),
				"event { name categories { name } }"));
		assertThat(payloads).filteredOn((payload) -> payload.get("userErrors").isEmpty()).hasSize(1);
		assertThat(payloads).filteredOn((payload) -> !payload.get("userErrors").isEmpty())
			.allMatch((payload) -> payload.at("/userErrors/0/code").asString().equals("CONFLICT"))
			.allMatch((payload) -> payload.get("event").isNull());
		JsonNode winner = payloads.stream()
			.filter((payload) -> payload.get("userErrors").isEmpty())
			.findAny()
			.orElseThrow();
		assertThat(winner.at("/event/categories/0/name").asString().substring(6))
			.isEqualTo(winner.at("/event/name").asString().substring(5));
	}

	@Test
	void concurrentCreatesWithTheSameUrlAreRejectedButOne() throws Exception {
		List<JsonNode> payloads = concurrently((number) -> this.mutationClient.payload("createEvent",
				Map.of("name", "Owls " + number, "start", START, "url", "https://owls.example/"), "event { id }"));
		assertThat(payloads).filteredOn((payload) -> payload.get("userErrors").isEmpty()).hasSize(1);
		assertThat(payloads).filteredOn((payload) -> !payload.get("userErrors").isEmpty())
			.allMatch((payload) -> payload.at("/userErrors/0/code").asString().equals("TAKEN"));
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(1);
	}

	@Test
	void concurrentCreatesOfTheSameVenueAreRejectedButOne() throws Exception {
		List<JsonNode> payloads = concurrently(
				(number) -> this.mutationClient.payload("createVenue", Map.of("name", "The Lantern"), "venue { id }"));
		assertThat(payloads).filteredOn((payload) -> payload.get("userErrors").isEmpty()).hasSize(1);
	}

	private static List<JsonNode> concurrently(NumberedEdit numberedEdit) throws Exception {
		List<Callable<JsonNode>> edits = IntStream.range(0, EDITORS)
			.mapToObj((number) -> (Callable<JsonNode>) () -> numberedEdit.execute(number))
			.toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(EDITORS)) {
			List<Future<JsonNode>> futures = threads.invokeAll(edits);
			return futures.stream().map(Future::resultNow).toList();
		}
	}

	private interface NumberedEdit {

		JsonNode execute(int number);

	}

}
