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

	private static final int BATCH = 100;

	/** Together 20 KB. */
	private static final String DESCRIPTIONS = IntStream.range(0, 20)
		.mapToObj((number) -> "d" + number + ": description")
		.collect(Collectors.joining(" "));

	/** Larger than the socket buffers on both sides. */
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
		double before = slowSubscribers();
		try (TestWebSocket slow = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"));
				TestWebSocket quick = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			slow.pauseReading();
			slow.subscribe("a", LARGE.formatted(cursor), Map.of());
			quick.subscribe("a", LARGE.formatted(cursor), Map.of());
			List<String> received = new ArrayList<>();
			long slowest = 0;
			for (int i = 0; i < CHANGES; i += BATCH) {
				long start = System.nanoTime();
				add(i);
				long written = System.nanoTime();
				receive(quick, received, BATCH);
				slowest = Math.max(slowest, System.nanoTime() - written);
				assertThat(written - start).isLessThan(Duration.ofSeconds(10).toNanos());
			}
			System.out.println("Beside a client that reads nothing, " + BATCH + " changes take "
					+ Duration.ofNanos(slowest).toMillis() + " ms at most");
			assertThat(received).isEqualTo(names());
			// The slow subscriber was detached from its feed.
			assertThat(slowSubscribers()).isGreaterThan(before);
			List<String> missed = new ArrayList<>();
			slow.resumeReading();
			receive(slow, missed, CHANGES);
			assertThat(missed).isEqualTo(names());
			add(CHANGES);
			receive(slow, missed, BATCH);
			assertThat(missed).hasSize(CHANGES + BATCH);
		}
		TestDatabase.clear();
	}

	/** Otherwise its unsent responses would accumulate. */
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
			int requests = 0;
			while (this.connections.size() > before && requests < 200) {
				request(testWebSocket, "n" + requests++);
				Thread.sleep(20);
			}
			System.out.println("A client that reads nothing is disconnected after " + requests + " responses of 2 MB");
			assertThat(requests).isLessThan(200);
		}
		assertThat(this.graphQlTestClient.data("{ __typename }").get("__typename").asString()).isEqualTo("Query");
		TestDatabase.clear();
	}

	private static void request(TestWebSocket testWebSocket, String id) {
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

	private static void receive(TestWebSocket testWebSocket, List<String> received, int number) {
		for (int i = 0; i < number; i++) {
			JsonNode change = testWebSocket.expect("next").at("/payload/data/eventChanges");
			received.add(change.at("/event/name").asString());
		}
	}

	private static void add(int from) {
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				select gen_random_uuid(), 'Event ' || number, repeat('wide ', 200), '2030-01-01Z', '2030-01-01', 'UTC',
					'MINUTE', 'STATED'
				from generate_series(?, ?) as number""", from, from + BATCH - 1);
	}

	private double slowSubscribers() {
		return this.meters.get("marquee.changefeed.slow.subscribers").counter().count();
	}

}
