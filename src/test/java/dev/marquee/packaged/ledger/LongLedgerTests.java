package dev.marquee.packaged.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.marquee.packaged.ledger.TestCluster.ClientGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs writers, two instances of the jar, one PostgreSQL and subscribers over all
 * transports while faults are injected, and compares the log with the changes that each
 * subscriber received.
 */
@EnabledIfSystemProperty(named = "ledger.minutes", matches = "\\d+",
		disabledReason = "Takes minutes; enable it with mvn verify -Dledger.minutes=3")
class LongLedgerTests {

	private static final int SQL_WRITERS = 4;

	private static final int MUTATION_WRITERS = 2;

	private static final Duration CATCH_UP_TIMEOUT = Duration.ofSeconds(90);

	private final long seed = Long.getLong("ledger.seed", new Random().nextInt(1_000_000));

	private final Ledger ledger = new Ledger();

	private final List<ResumingSubscriber> subscribers = new ArrayList<>();

	static void log(String message) {
		System.out.println(LocalTime.now().withNano(0) + " " + message);
	}

	@Test
	void everyCommittedChangeIsDeliveredOnceInOrderDespiteFaults() throws Exception {
		assumeTrue(NodeClientTransport.isAvailable(), "Node.js is not installed");
		NodeClientTransport.install();
		log("Seed " + this.seed + "; repeat with -Dledger.seed=" + this.seed);
		Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/ledger").toAbsolutePath()),
				this.seed + "-");
		try (TestCluster testCluster = new TestCluster(folder);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<List<DeliveredChange>> readById = threads
				.submit(new IdOnlyReader(testCluster.testPostgres, this.ledger));
			startSubscribers(testCluster);
			List<Future<?>> writers = startWriters(testCluster, threads);
			try {
				injectFaults(Duration.ofMinutes(Long.getLong("ledger.minutes")), testCluster, threads);
			}
			finally {
				this.ledger.writing = false;
			}
			testCluster.restore();
			for (Future<?> writer : writers) {
				writer.get();
			}
			verifyDeliveries(testCluster, readById.get());
		}
	}

	private void startSubscribers(TestCluster testCluster) throws SQLException {
		String startCursor = startCursor(testCluster);
		Random seeds = new Random(this.seed);
		ResumingSubscriber.SubscriberTransport socket = new WebSocketTransport();
		ResumingSubscriber.SubscriberTransport events = new SseTransport();
		for (ResumingSubscriber.SubscriberTransport subscriberTransport : List.of(socket, socket, socket, socket,
				socket, socket, events, events, events, events)) {
			this.subscribers.add(new ResumingSubscriber(subscriberTransport,
					testCluster.addressesFor(ClientGroup.JAVA_SUBSCRIBERS), startCursor, seeds.nextLong()));
		}
		for (String name : List.of("ws", "ws", "sse", "sse")) {
			this.subscribers.add(new ResumingSubscriber(new NodeClientTransport(name),
					testCluster.addressesFor(ClientGroup.NODE_SUBSCRIBERS), startCursor, seeds.nextLong()));
		}
		this.subscribers.forEach(ResumingSubscriber::start);
	}

	/** Returns a cursor before the first change. */
	private static String startCursor(TestCluster testCluster) throws SQLException {
		try (Connection connection = testCluster.testPostgres.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select change_cursor(change_epoch(), 0, '0', 0)")) {
			result.next();
			return result.getString(1);
		}
	}

	private List<Future<?>> startWriters(TestCluster testCluster, ExecutorService threads) {
		List<Future<?>> writers = new ArrayList<>();
		for (int i = 0; i < SQL_WRITERS; i++) {
			writers.add(threads.submit(new SqlWriter(testCluster.testPostgres, this.ledger, "sql" + i, this.seed + i)));
		}
		for (int i = 0; i < MUTATION_WRITERS; i++) {
			MutationWriter writer = new MutationWriter(testCluster.addressesFor(ClientGroup.WRITERS), this.ledger,
					"mutation" + i, this.seed + i);
			writers.add(threads.submit(() -> {
				writer.call();
				log("Finished: " + writer);
				return null;
			}));
		}
		return writers;
	}

	private void injectFaults(Duration duration, TestCluster testCluster, ExecutorService threads) throws Exception {
		long end = System.nanoTime() + duration.toNanos();
		Future<Integer> concurrent = threads
			.submit(new FaultInjector(EnumSet.complementOf(EnumSet.copyOf(Fault.EXCLUSIVE)), testCluster,
					this.subscribers, this.ledger, this.seed + 1, end));
		int exclusive = new FaultInjector(Fault.EXCLUSIVE, testCluster, this.subscribers, this.ledger, this.seed, end)
			.call();
		log("Injected " + (exclusive + concurrent.get()) + " faults");
	}

	private void verifyDeliveries(TestCluster testCluster, List<DeliveredChange> readById) throws Exception {
		List<DeliveredChange> committed;
		try (Connection connection = testCluster.testPostgres.connect()) {
			committed = this.ledger.verifyAndReadLog(connection);
		}
		log(committed.size() + " changes in the log: " + this.ledger);
		awaitDeliveries(committed.getLast().cursor());
		for (ResumingSubscriber resumingSubscriber : this.subscribers) {
			resumingSubscriber.stop();
			log(resumingSubscriber + ": " + resumingSubscriber.received().size());
		}
		for (ResumingSubscriber resumingSubscriber : this.subscribers) {
			new DeliveryCheck(committed, this.ledger.losses() > 0).verify(resumingSubscriber);
			assertThat(resumingSubscriber.reloads()).as(resumingSubscriber + ": reloads")
				.hasSizeLessThanOrEqualTo(testCluster.replacements());
		}
		log("The reader by id received " + readById.size());
		assertThatThrownBy(() -> new DeliveryCheck(committed, this.ledger.losses() > 0).verify("reader by id", readById,
				Collections.emptyNavigableMap()))
			.isInstanceOf(AssertionError.class);
	}

	/** Waits for the slowest subscriber, and then for unexpected further changes. */
	private void awaitDeliveries(String last) throws InterruptedException {
		long end = System.nanoTime() + CATCH_UP_TIMEOUT.toNanos();
		while (System.nanoTime() < end && !this.subscribers.stream()
			.allMatch((subscriber) -> DeliveredChange.comparePositions(subscriber.lastCursor(), last) >= 0)) {
			Thread.sleep(200);
		}
		Thread.sleep(2000);
	}

}
