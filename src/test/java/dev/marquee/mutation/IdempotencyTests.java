package dev.marquee.mutation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.IDEMPOTENCY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutations with an {@code Idempotency-Key} are executed once.
 */
@IntegrationTest
class IdempotencyTests {

	private static final Map<String, Object> OWLS = Map.of("name", "Owls", "start",
			Map.of("date", "2027-03-05", "timeZone", "UTC"));

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient)
			.withHeader("Idempotency-Key", UUID.randomUUID().toString());
	}

	@AfterEach
	void resumeClockAndDeleteKeys() {
		this.clock.useSystemTime();
		TestDatabase.dsl().truncate(IDEMPOTENCY_KEY).execute();
	}

	@Test
	void repeatedRequestWritesOnceAndReturnsTheSameResponse() {
		JsonNode first = this.mutationClient.mutate("createEvent", OWLS, "event { id name version }");
		assertThat(this.mutationClient.mutate("createEvent", OWLS, "event { id name version }")).isEqualTo(first);
		assertThat(eventCount()).isEqualTo(1);
	}

	@Test
	void concurrentRequestsWithOneKeyWriteOnce() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			Callable<JsonNode> request = () -> this.mutationClient.mutate("createEvent", OWLS, "event { id }");
			List<Future<JsonNode>> responses = threads
				.invokeAll(IntStream.range(0, 8).mapToObj((i) -> request).toList());
			JsonNode first = responses.getFirst().get();
			for (Future<JsonNode> response : responses) {
				assertThat(response.get()).isEqualTo(first);
			}
		}
		assertThat(eventCount()).isEqualTo(1);
	}

	@Test
	void reusedKeyIsRejected() {
		this.mutationClient.mutate("createEvent", OWLS, "event { id }");
		Map<String, Object> other = new HashMap<>(OWLS);
		other.put("description", null);
		JsonNode error = this.mutationClient.execute("createEvent", other, "").at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
		assertThat(eventCount()).isEqualTo(1);
	}

	@Test
	void rejectedRequestDoesNotReserveItsKey() {
		Map<String, Object> withoutName = new HashMap<>(OWLS);
		withoutName.put("name", "");
		assertThat(this.mutationClient.userErrors("createEvent", withoutName)).containsExactly("name REQUIRED");
		this.mutationClient.mutate("createEvent", OWLS, "event { id }");
		assertThat(eventCount()).isEqualTo(1);
	}

	@Test
	void mutationFieldsOfOneRequestAreKeyedSeparately() {
		String document = """
				mutation Two($input: CreateEventInput!) {
					a: createEvent(input: $input) { event { id } }
					b: createEvent(input: $input) { event { id } }
				}""";
		JsonNode first = this.graphQlTestClient.execute(document, Map.of("input", OWLS), this.mutationClient.headers());
		assertThat(this.graphQlTestClient.execute(document, Map.of("input", OWLS), this.mutationClient.headers()))
			.isEqualTo(first);
		assertThat(eventCount()).isEqualTo(2);
	}

	@Test
	void aliasesOfAnyLengthAreKeyedSeparately() {
		String document = """
				mutation Two($input: CreateEventInput!) {
					a: createEvent(input: $input) { event { id } }
					b: createEvent(input: $input) { event { id } }
				}""".replaceAll("([ab]):", "x".repeat(40_000) + "$1:");
		JsonNode first = this.graphQlTestClient.execute(document, Map.of("input", OWLS), this.mutationClient.headers());
		assertThat(first.has("errors")).isFalse();
		assertThat(this.graphQlTestClient.execute(document, Map.of("input", OWLS), this.mutationClient.headers()))
			.isEqualTo(first);
		assertThat(eventCount()).isEqualTo(2);
	}

	@Test
	void keysExpireAfterRetention() {
		this.clock.fixAt(Instant.parse("2026-11-01T00:00:00Z"));
		this.mutationClient.mutate("createEvent", OWLS, "event { id }");
		this.clock.fixAt(Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofHours(25)));
		this.mutationClient.mutate("createEvent", OWLS, "event { id }");
		assertThat(eventCount()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words" })
	void malformedKeysAreRejected(String key) {
		JsonNode error = this.mutationClient.withHeader("Idempotency-Key", key)
			.execute("createEvent", OWLS, "")
			.at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(eventCount()).isZero();
	}

	private int eventCount() {
		return TestDatabase.dsl().fetchCount(EVENT);
	}

}
