package dev.marquee.writing;

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

import dev.marquee.Client;
import dev.marquee.TestClock;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.IDEMPOTENCY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

@WholeHouse
class IdempotencyTests {

	private static final Map<String, Object> OWLS = Map.of("name", "Owls", "start",
			Map.of("date", "2027-03-05", "timeZone", "UTC"));

	@Autowired
	Client client;

	@Autowired
	TestClock clock;

	Editor editor;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.editor = Editors.of(this.client).with("Idempotency-Key", UUID.randomUUID().toString());
	}

	@AfterEach
	void forget() {
		this.clock.run();
		TestDatabase.dsl().truncate(IDEMPOTENCY_KEY).execute();
	}

	@Test
	void theSameRequestAgainWritesOnceAndAnswersTheSame() {
		JsonNode first = this.editor.write("createEvent", OWLS, "event { id name version }");
		assertThat(this.editor.write("createEvent", OWLS, "event { id name version }")).isEqualTo(first);
		assertThat(events()).isEqualTo(1);
	}

	@Test
	void theSameRequestManyTimesAtOnceWritesOnce() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			Callable<JsonNode> request = () -> this.editor.write("createEvent", OWLS, "event { id }");
			List<Future<JsonNode>> answers = threads.invokeAll(IntStream.range(0, 8).mapToObj((i) -> request).toList());
			JsonNode first = answers.getFirst().get();
			for (Future<JsonNode> answer : answers) {
				assertThat(answer.get()).isEqualTo(first);
			}
		}
		assertThat(events()).isEqualTo(1);
	}

	@Test
	void anotherRequestWithTheSameKeyIsRefused() {
		this.editor.write("createEvent", OWLS, "event { id }");
		Map<String, Object> other = new HashMap<>(OWLS);
		other.put("description", null);
		JsonNode error = this.editor.ask("createEvent", other, "").at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
		assertThat(events()).isEqualTo(1);
	}

	@Test
	void aRequestThatWasRefusedLeavesItsKeyFree() {
		Map<String, Object> nameless = new HashMap<>(OWLS);
		nameless.put("name", "");
		assertThat(this.editor.problems("createEvent", nameless)).containsExactly("name REQUIRED");
		this.editor.write("createEvent", OWLS, "event { id }");
		assertThat(events()).isEqualTo(1);
	}

	@Test
	void eachMutationOfARequestIsKnownByItself() {
		String document = """
				mutation Two($input: CreateEventInput!) {
					a: createEvent(input: $input) { event { id } }
					b: createEvent(input: $input) { event { id } }
				}""";
		JsonNode first = this.client.ask(document, Map.of("input", OWLS), this.editor.headers());
		assertThat(this.client.ask(document, Map.of("input", OWLS), this.editor.headers())).isEqualTo(first);
		assertThat(events()).isEqualTo(2);
	}

	@Test
	void keysAreForgottenAfterADay() {
		this.clock.stopAt(Instant.parse("2026-11-01T00:00:00Z"));
		this.editor.write("createEvent", OWLS, "event { id }");
		this.clock.stopAt(Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofHours(25)));
		this.editor.write("createEvent", OWLS, "event { id }");
		assertThat(events()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words" })
	void keysOfAnotherFormAreRefused(String key) {
		JsonNode error = this.editor.with("Idempotency-Key", key).ask("createEvent", OWLS, "").at("/errors/0");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(events()).isZero();
	}

	private int events() {
		return TestDatabase.dsl().fetchCount(EVENT);
	}

}
