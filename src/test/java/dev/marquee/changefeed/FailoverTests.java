package dev.marquee.changefeed;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestPostgres;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running instance while the primary is replaced by a standby, and while the log is
 * renewed.
 */
@Timeout(120)
class FailoverTests {

	/** More than the promoted standby uses before the test writes. */
	private static final int XIDS_AHEAD = 20;

	private static final String SUBSCRIPTION = """
			subscription($after: String) { eventChanges(after: $after) { cursor kind lastKnown { name } } }""";

	private static final String READ = """
			query($id: ID!) {
				events { nodes { id version description venue { name } } }
				node(id: $id) { ... on Event { id version description venue { name } } }
			}""";

	private static final String CHANGES = """
			query($after: String) { changes(after: $after) { nodes { kind lastKnown { name } } } }""";

	@TempDir
	static Path folder;

	/** The ports of the primary and of the standbys that the tests start. */
	static final Deque<Integer> PORTS = new ArrayDeque<>();

	private static final Duration STABLE = Duration.ofSeconds(2);

	static TestPostgres primary;

	static ConfigurableApplicationContext marquee;

	static GraphQlTestClient client;

	static MutationClient mutationClient;

	@BeforeAll
	static void start() throws Exception {
		primary = TestPostgres.startIn(folder);
		PORTS.addAll(List.of(TestPostgres.freePort(), TestPostgres.freePort()));
		String hosts = "localhost:%d,localhost:%d,localhost:%d".formatted(primary.port(), PORTS.getFirst(),
				PORTS.getLast());
		marquee = new SpringApplicationBuilder(MarqueeApplication.class, GraphQlTestClient.class).run("--server.port=0",
				"--spring.datasource.url=jdbc:postgresql://" + hosts
						+ "/postgres?user=postgres&targetServerType=primary&hostRecheckSeconds=0",
				"--marquee.editor-token=" + IntegrationTest.EDITOR_TOKEN);
		client = marquee.getBean(GraphQlTestClient.class);
		mutationClient = MutationClients.withAllScopes(client);
	}

	@AfterAll
	static void stop() {
		marquee.close();
		primary.close();
	}

	@Test
	void plannedSwitchoverContinuesSubscriptionsAndCursors() throws Exception {
		TestLog log = new TestLog(primary);
		UUID event = log.insert("Dawn");
		TestPostgres standby = startStandby();
		String cursor = client.data("{ changeCursor }").get("changeCursor").asString();
		try (TestWebSocket socket = TestWebSocket.openInitialized(client.uri("/graphql"))) {
			socket.subscribe("live", SUBSCRIPTION, Map.of());
			awaitLive(socket, log, event, "Noon");

			primary.stop();
			standby.promote();
			primary = standby;
			new TestLog(standby).rename(event, "Dusk");

			assertThat(nextName(socket)).isEqualTo("Dusk");
			awaitServed();
			assertThat(client.data(CHANGES, Map.of("after", cursor))
				.at("/changes/nodes")
				.valueStream()
				.map((node) -> node.at("/lastKnown/name").asString())
				.distinct()).containsExactly("Noon", "Dusk");
			socket.subscribe("resumed", SUBSCRIPTION, Map.of("after", cursor));
			assertThat(nextName(socket)).isEqualTo("Noon");
		}
	}

	@Test
	void nothingOfLostEditsIsServedAfterPromotion() throws Exception {
		TestLog log = new TestLog(primary);
		UUID cached = insertAtVenue(log, "Cached");
		UUID edited = insertAtVenue(log, "Edited");
		TestPostgres standby = startStandby();
		try (TestWebSocket socket = TestWebSocket.openInitialized(client.uri("/graphql"))) {
			socket.subscribe("live", SUBSCRIPTION, Map.of());
			awaitLive(socket, log, edited, "Renamed");
			awaitReplication(log, standby);
			standby.disconnectFromPrimary();
			log.useXidsBelow(log.nextXid() + XIDS_AHEAD);
			log.rename(edited, "Lost name");
			assertThat(nextName(socket)).isEqualTo("Lost name");
			log.jdbc.update("update event set description = 'Lost text' where id = ?", cached);
			assertThat(nextName(socket)).isEqualTo("Cached");
			for (int i = 0; i < 5; i++) {
				assertThat(client.data(READ, Map.of("id", "evt_" + cached)).toString()).contains("Lost text");
			}
			long lostXid = xmin(log, cached);
			long lostVersion = log.version(cached);
			String lostEditedVersion = version(edited);

			// Requests may find the new primary first.
			ChangeLogTailer tailer = marquee.getBean(ChangeLogTailer.class);
			tailer.stop();
			primary.crash();
			standby.promote();
			primary = standby;
			TestLog promoted = new TestLog(standby);
			promoted.log.checkGeneration();
			promoted.useXidsBelow(lostXid);
			overwrite(standby, cached, lostVersion);
			assertThat(xmin(promoted, cached)).as("xmin and version were given again").isEqualTo(lostXid);

			awaitServed();
			for (int i = 0; i < 5; i++) {
				assertThat(client.data(READ, Map.of("id", "evt_" + cached)).toString()).contains("Kept text")
					.doesNotContain("Lost");
			}
			tailer.start();
			JsonNode error = socket.expect("error");
			assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");

			promoted.rename(edited, "Kept name");
			assertThat(mutationClient.userErrors("updateEvent",
					Map.of("id", "evt_" + edited, "expectedVersion", lostEditedVersion, "name", "Next")))
				.containsExactly("expectedVersion CONFLICT");
			assertThat(mutationClient.userErrors("updateEvent",
					Map.of("id", "evt_" + edited, "expectedVersion", version(edited), "name", "Next")))
				.isEmpty();
		}
	}

	@Test
	void renewalExpiresLiveSubscriptions() throws Exception {
		TestLog log = new TestLog(primary);
		UUID event = log.insert("Dawn");
		try (TestWebSocket socket = TestWebSocket.openInitialized(client.uri("/graphql"))) {
			socket.subscribe("live", SUBSCRIPTION, Map.of());
			awaitLive(socket, log, event, "Noon");
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			ChangeLogCommand command = new ChangeLogCommand(marquee.getBean(JdbcTemplate.class),
					new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
			assertThat(command.run(List.of("renew"))).isZero();
			assertThat(out.toString(StandardCharsets.UTF_8)).contains("of the change log has begun");
			JsonNode error = socket.expect("error");
			assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
			socket.subscribe("again", SUBSCRIPTION, Map.of());
			awaitLive(socket, log, event, "Dusk");
		}
	}

	@Test
	void unknownArgumentsOfTheCommandAreRefused() {
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		ChangeLogCommand command = new ChangeLogCommand(marquee.getBean(JdbcTemplate.class), System.out,
				new PrintStream(err, true, StandardCharsets.UTF_8));
		assertThat(command.run(List.of())).isEqualTo(2);
		assertThat(command.run(List.of("renew", "now"))).isEqualTo(2);
		assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: log renew");
	}

	private static TestPostgres startStandby() throws Exception {
		int port = PORTS.removeFirst();
		return primary.startStandbyIn(folder.resolve("standby-" + port), port);
	}

	private static void awaitReplication(TestLog log, TestPostgres standby) throws InterruptedException {
		String position = log.jdbc.queryForObject("select pg_current_wal_flush_lsn()::text", String.class);
		while (new TestLog(standby).queryLong("select count(*) where pg_last_wal_replay_lsn() >= ?::pg_lsn",
				position) == 0) {
			Thread.sleep(20);
		}
	}

	/**
	 * Renames the event until the subscription, which starts at some moment, receives it.
	 */
	private static void awaitLive(TestWebSocket socket, TestLog log, UUID event, String name) {
		log.rename(event, name);
		JsonNode next = socket.poll(Duration.ofMillis(500));
		while (next == null) {
			log.jdbc.update("update event set description = gen_random_uuid()::text where id = ?", event);
			next = socket.poll(Duration.ofMillis(500));
		}
		assertThat(next.at("/payload/data/eventChanges/lastKnown/name").asString()).isEqualTo(name);
		JsonNode further = socket.poll(Duration.ofMillis(300));
		while (further != null) {
			further = socket.poll(Duration.ofMillis(300));
		}
	}

	private static String nextName(TestWebSocket socket) {
		return socket.expect("next").at("/payload/data/eventChanges/lastKnown/name").asString();
	}

	private static UUID insertAtVenue(TestLog log, String name) {
		UUID venue = UUID.randomUUID();
		log.jdbc.update("insert into venue (id, name, city) values (?, ?, 'Bonn')", venue, name);
		UUID event = log.insert(name);
		log.jdbc.update("update event set venue_id = ? where id = ?", venue, event);
		return event;
	}

	/** Writes a row with this version, and so without triggers. */
	private static void overwrite(TestPostgres testPostgres, UUID event, long version) throws SQLException {
		try (Connection connection = testPostgres.connect(); Statement statement = connection.createStatement()) {
			statement.execute("set session_replication_role = replica");
			statement.execute(
					"update event set description = 'Kept text', version = " + version + " where id = '" + event + "'");
		}
	}

	private static long xmin(TestLog log, UUID event) {
		return log.queryLong("select xmin::text::bigint from event where id = ?", event);
	}

	private static String version(UUID event) {
		return client
			.data("query($id: ID!) { node(id: $id) { ... on Event { version } } }", Map.of("id", "evt_" + event))
			.at("/node/version")
			.asString();
	}

	/**
	 * Waits until requests are served for longer than the probe needs to notice that the
	 * former primary is gone.
	 */
	private static void awaitServed() throws InterruptedException {
		Instant since = Instant.now();
		while (Duration.between(since, Instant.now()).compareTo(STABLE) < 0) {
			if (client.execute("{ changeCursor events { totalCount } }", Map.of()).has("errors")) {
				since = Instant.now();
			}
			Thread.sleep(50);
		}
	}

}
