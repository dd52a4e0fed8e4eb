package dev.marquee.transport.websocket;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket with more operations than it may run.
 */
@IntegrationTest
@Timeout(60)
class WebSocketOperationsTests {

	private static final int SUBSCRIPTIONS = 5_000;

	private static final int MAX_SUBSCRIPTIONS = 100;

	private static final int MAX_CONCURRENT = 8;

	private static final String SLOW = "{ events { totalCount } }";

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void subscriptionsAboveTheLimitAreRefused() {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			long start = System.nanoTime();
			CompletableFuture<Void> subscribing = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < SUBSCRIPTIONS; i++) {
					testWebSocket.subscribe("s" + i, LIVE, Map.of());
				}
			});
			Set<String> refused = new HashSet<>();
			for (int i = 0; i < SUBSCRIPTIONS - MAX_SUBSCRIPTIONS; i++) {
				JsonNode error = testWebSocket.expect("error");
				refused.add(error.get("id").asString());
				assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
			}
			subscribing.orTimeout(10, TimeUnit.SECONDS).join();
			System.out.println(SUBSCRIPTIONS + " subscriptions on a socket, " + refused.size() + " refused, after "
					+ Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
			assertThat(refused).hasSize(SUBSCRIPTIONS - MAX_SUBSCRIPTIONS);
			assertThat(testWebSocket.closed).isNotDone();
			testWebSocket.subscribe("q", "{ __typename }", Map.of());
			assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			testWebSocket.expect("complete");
			assertThat(this.graphQlTestClient.data("{ __typename }").get("__typename").asString()).isEqualTo("Query");
		}
	}

	@Test
	void completedSubscriptionReleasesItsPermit() {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			for (int i = 0; i <= MAX_SUBSCRIPTIONS; i++) {
				testWebSocket.subscribe("s" + i, LIVE, Map.of());
			}
			String refused = testWebSocket.expect("error").get("id").asString();
			testWebSocket.send(Map.of("type", "complete", "id", refused.equals("s7") ? "s8" : "s7"));
			testWebSocket.subscribe("again", LIVE, Map.of());
			assertThat(testWebSocket.poll(Duration.ofMillis(500))).isNull();
			testWebSocket.subscribe("one more", LIVE, Map.of());
			assertThat(testWebSocket.expect("error").get("id").asString()).isEqualTo("one more");
		}
	}

	@Test
	void slowOperationsDoNotBlockOthersUpToTheLimit() throws SQLException {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			try (Connection blocking = block()) {
				for (int i = 0; i < MAX_CONCURRENT - 1; i++) {
					testWebSocket.subscribe("slow" + i, SLOW, Map.of());
				}
				testWebSocket.subscribe("fast", "{ __typename }", Map.of());
				assertThat(testWebSocket.expect("next").get("id").asString()).isEqualTo("fast");
				testWebSocket.expect("complete");
				testWebSocket.subscribe("slow", SLOW, Map.of());
				testWebSocket.subscribe("waits", "{ __typename }", Map.of());
				testWebSocket.send(Map.of("type", "ping"));
				testWebSocket.expect("pong");
				assertThat(testWebSocket.poll(Duration.ofMillis(500))).isNull();
				testWebSocket.send(Map.of("type", "complete", "id", "slow"));
				assertThat(testWebSocket.expect("next").get("id").asString()).isEqualTo("waits");
				testWebSocket.expect("complete");
				blocking.rollback();
			}
			for (int i = 0; i < 2 * (MAX_CONCURRENT - 1); i++) {
				assertThat(testWebSocket.poll(Duration.ofSeconds(5))).isNotNull();
			}
		}
	}

	@Test
	void completedOperationCancelsItsStatement() throws Exception {
		try (Connection blocking = block()) {
			try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
				testWebSocket.subscribe("a", SLOW, Map.of());
				awaitBlocked(1);
				testWebSocket.send(Map.of("type", "complete", "id", "a"));
				awaitBlocked(0);
				testWebSocket.subscribe("a", "{ __typename }", Map.of());
				assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
				testWebSocket.expect("complete");
				testWebSocket.subscribe("b", SLOW, Map.of());
				awaitBlocked(1);
			}
			awaitBlocked(0);
			blocking.rollback();
		}
	}

	@Test
	void mutationFinishesAfterItsClientDisconnects() throws Exception {
		TestDatabase.clear();
		Map<String, String> key = Map.of("Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN);
		try (Connection blocking = block("venue in share mode")) {
			try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), key,
					"graphql-transport-ws")) {
				testWebSocket.send(Map.of("type", "connection_init"));
				testWebSocket.expect("connection_ack");
				testWebSocket.subscribe("a", "mutation { createVenue(input: { name: \"Hall\" }) { venue { name } } }",
						Map.of());
				awaitBlocked(1);
				testWebSocket.send(Map.of("type", "complete", "id", "a"));
				testWebSocket.subscribe("b", "{ __typename }", Map.of());
				testWebSocket.expect("next");
			}
			blocking.rollback();
		}
		int venues = 0;
		for (int time = 0; venues == 0 && time < 200; time++) {
			Thread.sleep(25);
			venues = TestDatabase.dsl().fetchCount(DSL.table("venue"));
		}
		assertThat(venues).isOne();
		TestDatabase.clear();
	}

	private static Connection block() throws SQLException {
		return block("event_search in access exclusive mode");
	}

	private static Connection block(String lock) throws SQLException {
		Connection connection = TestDatabase.dataSource().getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table " + lock);
		}
		return connection;
	}

	/** Waits for less time than a statement may take. */
	private static void awaitBlocked(int number) throws InterruptedException {
		int blocked = -1;
		for (int time = 0; blocked != number && time < 80; time++) {
			Thread.sleep(25);
			blocked = TestDatabase.dsl()
				.fetchSingle("select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'")
				.get(0, Integer.class);
		}
		assertThat(blocked).isEqualTo(number);
	}

}
