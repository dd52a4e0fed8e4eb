package dev.marquee.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.change.Socket;
import dev.marquee.database.TestDatabase;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A socket that somebody asks for more than it carries.
 */
@WholeHouse
@Timeout(60)
class CrowdedSocketTests {

	private static final int ASKED = 5_000;

	private static final int CARRIED = 100;

	private static final int AT_ONCE = 8;

	private static final String SLOW = "{ events { totalCount } }";

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	@Autowired
	Client client;

	@Test
	void ofThousandsOfSubscriptionsAHundredAreCarriedAndTheOthersRefused() {
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			long start = System.nanoTime();
			CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < ASKED; i++) {
					socket.subscribe("s" + i, LIVE, Map.of());
				}
			});
			Set<String> refused = new HashSet<>();
			for (int i = 0; i < ASKED - CARRIED; i++) {
				JsonNode error = socket.next("error");
				refused.add(error.get("id").asString());
				assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
			}
			asking.orTimeout(10, TimeUnit.SECONDS).join();
			System.out.println(ASKED + " subscriptions on a socket, " + refused.size() + " refused, after "
					+ Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
			assertThat(refused).hasSize(ASKED - CARRIED);
			assertThat(socket.closed).isNotDone();
			socket.subscribe("q", "{ __typename }", Map.of());
			assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			socket.next("complete");
			assertThat(this.client.data("{ __typename }").get("__typename").asString()).isEqualTo("Query");
		}
	}

	@Test
	void whoEndsOneMayBeginAnother() {
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			for (int i = 0; i <= CARRIED; i++) {
				socket.subscribe("s" + i, LIVE, Map.of());
			}
			String refused = socket.next("error").get("id").asString();
			socket.send(Map.of("type", "complete", "id", refused.equals("s7") ? "s8" : "s7"));
			socket.subscribe("again", LIVE, Map.of());
			assertThat(socket.poll(Duration.ofMillis(500))).isNull();
			socket.subscribe("one more", LIVE, Map.of());
			assertThat(socket.next("error").get("id").asString()).isEqualTo("one more");
		}
	}

	@Test
	void aSlowOperationHoldsUpNoOtherAndSoManyRunAtOnce() throws SQLException {
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			try (Connection blocking = block()) {
				for (int i = 0; i < AT_ONCE - 1; i++) {
					socket.subscribe("slow" + i, SLOW, Map.of());
				}
				socket.subscribe("fast", "{ __typename }", Map.of());
				assertThat(socket.next("next").get("id").asString()).isEqualTo("fast");
				socket.next("complete");
				socket.subscribe("slow", SLOW, Map.of());
				socket.subscribe("waits", "{ __typename }", Map.of());
				socket.send(Map.of("type", "ping"));
				socket.next("pong");
				assertThat(socket.poll(Duration.ofMillis(500))).isNull();
				socket.send(Map.of("type", "complete", "id", "slow"));
				assertThat(socket.next("next").get("id").asString()).isEqualTo("waits");
				socket.next("complete");
				blocking.rollback();
			}
			for (int i = 0; i < 2 * (AT_ONCE - 1); i++) {
				assertThat(socket.poll(Duration.ofSeconds(5))).isNotNull();
			}
		}
	}

	@Test
	void whatNobodyWantsAnyMoreEndsInTheDatabase() throws Exception {
		try (Connection blocking = block()) {
			try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
				socket.subscribe("a", SLOW, Map.of());
				untilBlockedAre(1);
				socket.send(Map.of("type", "complete", "id", "a"));
				untilBlockedAre(0);
				socket.subscribe("a", "{ __typename }", Map.of());
				assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
				socket.next("complete");
				socket.subscribe("b", SLOW, Map.of());
				untilBlockedAre(1);
			}
			untilBlockedAre(0);
			blocking.rollback();
		}
	}

	@Test
	void whatSomebodyWritesIsWrittenThoughTheyHangUp() throws Exception {
		TestDatabase.clear();
		Map<String, String> key = Map.of("Authorization", "Bearer " + WholeHouse.EDITOR);
		try (Connection blocking = block("venue in share mode")) {
			try (Socket socket = Socket.open(this.client.uri("/graphql"), key, "graphql-transport-ws")) {
				socket.send(Map.of("type", "connection_init"));
				socket.next("connection_ack");
				socket.subscribe("a", "mutation { createVenue(input: { name: \"Hall\" }) { venue { name } } }",
						Map.of());
				untilBlockedAre(1);
				socket.send(Map.of("type", "complete", "id", "a"));
				socket.subscribe("b", "{ __typename }", Map.of());
				socket.next("next");
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

	/** Sooner than statements end by themselves. */
	private static void untilBlockedAre(int number) throws InterruptedException {
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
