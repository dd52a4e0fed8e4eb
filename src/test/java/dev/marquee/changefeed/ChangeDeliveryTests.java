package dev.marquee.changefeed;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the committed changes of concurrent writers with those that subscribers of two
 * instances receive while connections are cut.
 */
@IntegrationTest
@Timeout(120)
class ChangeDeliveryTests {

	private static final int WRITERS = 4;

	private static final int WRITES = 60;

	private static final String CHANGES = """
			subscription Ledger($after: String) { eventChanges(after: $after) { cursor lastKnown { interestedCount } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	/** The committed numbers; each is written once. */
	final Queue<Integer> committed = new ConcurrentLinkedQueue<>();

	volatile boolean writing = true;

	@Test
	void everyCommittedChangeIsDeliveredOnceInOrder() throws Exception {
		TestDatabase.clear();
		String startCursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		try (ConfigurableApplicationContext second = secondInstance();
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<URI> instances = List.of(this.graphQlTestClient.uri("/graphql"), URI.create("http://localhost:"
					+ second.getEnvironment().getRequiredProperty("local.server.port") + "/graphql"));
			List<Future<List<Integer>>> subscribers = IntStream.range(0, 6)
				.mapToObj((number) -> threads.submit(() -> receiveChanges(instances, startCursor, number)))
				.toList();
			Future<Set<Integer>> readById = threads.submit(this::readByIdOnly);
			List<Future<?>> writers = new ArrayList<>();
			for (int number = 0; number < WRITERS; number++) {
				int writer = number;
				writers.add(threads.submit(() -> write(writer)));
			}
			try {
				for (int cut = 0; cut < 4; cut++) {
					Thread.sleep(300);
					TestEvents.execute(
							"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marquee-changefeed'");
				}
				for (Future<?> writer : writers) {
					writer.get();
				}
			}
			finally {
				this.writing = false;
			}
			List<Integer> delivered = subscribers.getFirst().get();
			assertThat(delivered).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(this.committed);
			for (Future<List<Integer>> subscriber : subscribers) {
				assertThat(subscriber.get()).isEqualTo(delivered);
			}
			assertThat(readById.get()).as("changes read by id only").hasSizeLessThan(this.committed.size());
		}
	}

	private static ConfigurableApplicationContext secondInstance() {
		return new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url());
	}

	/** Writes in transactions of which some are long and some are rolled back. */
	private Void write(int writer) throws SQLException, InterruptedException {
		Random random = new Random(writer);
		UUID event = UUID.randomUUID();
		try (Connection connection = TestDatabase.dataSource().getConnection()) {
			for (int i = 0; i < WRITES; i++) {
				int number = writer * WRITES + i + 1;
				connection.setAutoCommit(false);
				if (i == 0) {
					insert(connection, event, number);
				}
				else {
					update(connection, event, number);
				}
				Thread.sleep(random.nextInt(8) == 0 ? 80 : random.nextInt(4));
				if (i > 0 && random.nextInt(5) == 0) {
					connection.rollback();
				}
				else {
					connection.commit();
					this.committed.add(number);
				}
			}
			connection.setAutoCommit(true);
		}
		return null;
	}

	private static void insert(Connection connection, UUID event, int number) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
					interested_count)
				values (?, 'Ledger', '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED', ?)""")) {
			insert.setObject(1, event);
			insert.setInt(2, number);
			insert.executeUpdate();
		}
	}

	/** Assigns the change id before the commit, as in long transactions. */
	private static void update(Connection connection, UUID event, int number) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("update event set interested_count = ? where id = ?");
				PreparedStatement setConstraints = connection.prepareStatement("set constraints all immediate")) {
			update.setInt(1, number);
			update.setObject(2, event);
			update.executeUpdate();
			setConstraints.execute();
		}
	}

	/**
	 * Receives the changes from alternating instances, each time resuming from the last
	 * cursor.
	 */
	private List<Integer> receiveChanges(List<URI> instances, String startCursor, int number) {
		Random random = new Random(100 + number);
		List<Integer> received = new ArrayList<>();
		String cursor = startCursor;
		boolean isFinished = false;
		while (!isFinished) {
			try (TestWebSocket testWebSocket = TestWebSocket
				.openInitialized(instances.get(random.nextInt(instances.size())))) {
				testWebSocket.subscribe("a", CHANGES, Map.of("after", cursor));
				int maxChanges = this.writing ? 1 + random.nextInt(40) : Integer.MAX_VALUE;
				for (int i = 0; i < maxChanges && !isFinished; i++) {
					boolean wasWriting = this.writing;
					JsonNode next = testWebSocket.poll(Duration.ofSeconds(3));
					isFinished = next == null && !wasWriting;
					if (next != null) {
						assertThat(next.get("type").asString()).as(next.toString()).isEqualTo("next");
						JsonNode change = next.at("/payload/data/eventChanges");
						cursor = change.get("cursor").asString();
						received.add(change.at("/lastKnown/interestedCount").asInt());
					}
				}
			}
		}
		return received;
	}

	/** Polls for ids greater than the last one, which misses late commits. */
	private Set<Integer> readByIdOnly() throws InterruptedException {
		Set<Integer> seen = new HashSet<>();
		long last = TestDatabase.dsl().fetchSingle("select coalesce(max(id), 0) from change").get(0, Long.class);
		boolean isRunning = true;
		while (isRunning) {
			isRunning = this.writing;
			for (var row : TestDatabase.dsl()
				.fetch("select id, (after ->> 'interested_count')::integer as number from change where id > ? order by id",
						last)) {
				last = row.get("id", Long.class);
				seen.add(row.get("number", Integer.class));
			}
			Thread.sleep(1);
		}
		return seen;
	}

}
