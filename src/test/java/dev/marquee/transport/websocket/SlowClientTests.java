package dev.marquee.transport.websocket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.changefeed.TestWebSocket;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.ConnectionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that does not read what it is sent.
 */
@IntegrationTest
@Timeout(120)
class SlowClientTests {

	private static final int CHANGES = 2_000;

	private static final int AT_ONCE = 100;

	/** Together 20 KB. */
	private static final String DESCRIPTIONS = IntStream.range(0, 20)
		.mapToObj((number) -> "d" + number + ": description")
		.collect(Collectors.joining(" "));

	/** More than the network takes on the way. */
	private static final String LARGE = "subscription { eventChanges(after: \"%s\") { cursor event { name "
			+ DESCRIPTIONS + " } } }";

	private static final String LARGE_LIST = "{ events(first: 100) { nodes { " + DESCRIPTIONS + " } } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	MeterRegistry meters;

	@Autowired
	ConnectionRegistry connections;

	@Test
	void slowSubscriberDelaysNoOtherAndMissesNothing() {
		TestDatabase.clear();
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		double before = fallenBehind();
		try (TestWebSocket slow = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"));
				TestWebSocket quick = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			slow.pauseReading();
			slow.subscribe("a", LARGE.formatted(cursor), Map.of());
			quick.subscribe("a", LARGE.formatted(cursor), Map.of());
			List<String> heard = new ArrayList<>();
			long slowest = 0;
			for (int i = 0; i < CHANGES; i += AT_ONCE) {
				long start = System.nanoTime();
				add(i);
				long written = System.nanoTime();
				hear(quick, heard, AT_ONCE);
				slowest = Math.max(slowest, System.nanoTime() - written);
				assertThat(written - start).isLessThan(Duration.ofSeconds(10).toNanos());
			}
			System.out.println("Beside a client that reads nothing, " + AT_ONCE + " changes take "
					+ Duration.ofNanos(slowest).toMillis() + " ms at most");
			assertThat(heard).isEqualTo(names());
			// It is out of the feed, which keeps nothing for it any more.
			assertThat(fallenBehind()).isGreaterThan(before);
			List<String> later = new ArrayList<>();
			slow.resumeReading();
			hear(slow, later, CHANGES);
			assertThat(later).isEqualTo(names());
			add(CHANGES);
			hear(slow, later, AT_ONCE);
			assertThat(later).hasSize(CHANGES + AT_ONCE);
		}
		TestDatabase.clear();
	}

	/** What waits for it would grow for as long as it asks. */
	@Test
	void clientThatReadsNothingIsDisconnected() throws InterruptedException {
		TestDatabase.clear();
		add(0);
		int before = this.connections.size();
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", LARGE_LIST, Map.of());
			assertThat(testWebSocket.expect("next").at("/payload/data/events/nodes/99/d19").isString()).isTrue();
			testWebSocket.expect("complete");
			testWebSocket.pauseReading();
			int asked = 0;
			while (this.connections.size() > before && asked < 200) {
				ask(testWebSocket, "n" + asked++);
				Thread.sleep(20);
			}
			System.out.println("Who reads none of its answers of 2 MB is disconnected after " + asked);
			assertThat(asked).isLessThan(200);
		}
		assertThat(this.graphQlTestClient.data("{ __typename }").get("__typename").asString()).isEqualTo("Query");
		TestDatabase.clear();
	}

	private static void ask(TestWebSocket testWebSocket, String id) {
		try {
			testWebSocket.subscribe(id, LARGE_LIST, Map.of());
		}
		catch (CompletionException ex) {
			assertThat(ex).hasCauseInstanceOf(IOException.class);
		}
	}

	private static List<String> names() {
		return IntStream.range(0, CHANGES).mapToObj((number) -> "Event " + number).toList();
	}

	private static void hear(TestWebSocket testWebSocket, List<String> heard, int number) {
		for (int i = 0; i < number; i++) {
			JsonNode change = testWebSocket.expect("next").at("/payload/data/eventChanges");
			heard.add(change.at("/event/name").asString());
		}
	}

	private static void add(int from) {
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				select gen_random_uuid(), 'Event ' || number, repeat('wide ', 200), '2030-01-01Z', '2030-01-01', 'UTC',
					'MINUTE', 'STATED'
				from generate_series(?, ?) as number""", from, from + AT_ONCE - 1);
	}

	private double fallenBehind() {
		return this.meters.get("marquee.changefeed.slow.subscribers").counter().count();
	}

}
