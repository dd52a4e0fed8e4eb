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
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.marquee.packaged.ledger.House.Guests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Writers, two instances of the jar, one PostgreSQL and subscribers of all kinds, while
 * everything between and beneath them fails; at the end, what PostgreSQL has is compared
 * with what each subscriber was told.
 */
@EnabledIfSystemProperty(named = "ledger.minutes", matches = "\\d+",
		disabledReason = "It takes minutes; ask for it with mvn verify -Dledger.minutes=3")
class LongLedgerTests {

	private static final int WRITERS_BY_SQL = 4;

	private static final int WRITERS_BY_MUTATION = 2;

	private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(90);

	private final long seed = Long.getLong("ledger.seed", new Random().nextInt(1_000_000));

	private final Ledger ledger = new Ledger();

	private final List<Follower> followers = new ArrayList<>();

	static void say(String what) {
		System.out.println(LocalTime.now().withNano(0) + " " + what);
	}

	@Test
	void everyCommittedChangeIsToldOnceAndInOrderWhateverFails() throws Exception {
		assumeTrue(NodeTransport.isThere(), "Node.js is not installed");
		NodeTransport.install();
		say("The seed is " + this.seed + "; for the same again, add -Dledger.seed=" + this.seed);
		Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/ledger").toAbsolutePath()),
				this.seed + "-");
		try (House house = new House(folder); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<List<Told>> naive = threads.submit(new NaiveReader(house.postgres, this.ledger));
			follow(house);
			List<Future<?>> writers = startWriters(house, threads);
			try {
				failFor(Duration.ofMinutes(Long.getLong("ledger.minutes")), house, threads);
			}
			finally {
				this.ledger.writing = false;
			}
			house.mend();
			for (Future<?> writer : writers) {
				writer.get();
			}
			compare(house, naive.get());
		}
	}

	private void follow(House house) throws SQLException {
		String begin = cursor(house);
		Random seeds = new Random(this.seed);
		Follower.Transport socket = new SocketTransport();
		Follower.Transport events = new EventStreamTransport();
		for (Follower.Transport transport : List.of(socket, socket, socket, socket, socket, socket, events, events,
				events, events)) {
			this.followers
				.add(new Follower(transport, house.addressesFor(Guests.JAVA_SUBSCRIBERS), begin, seeds.nextLong()));
		}
		for (String name : List.of("ws", "ws", "sse", "sse")) {
			this.followers.add(new Follower(new NodeTransport(name), house.addressesFor(Guests.NODE_SUBSCRIBERS), begin,
					seeds.nextLong()));
		}
		this.followers.forEach(Follower::start);
	}

	/** Nothing has happened yet. */
	private static String cursor(House house) throws SQLException {
		try (Connection connection = house.postgres.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select change_cursor(change_epoch(), '0', 0)")) {
			result.next();
			return result.getString(1);
		}
	}

	private List<Future<?>> startWriters(House house, ExecutorService threads) {
		List<Future<?>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS_BY_SQL; i++) {
			writers.add(threads.submit(new SqlWriter(house.postgres, this.ledger, "sql" + i, this.seed + i)));
		}
		for (int i = 0; i < WRITERS_BY_MUTATION; i++) {
			MutationWriter writer = new MutationWriter(house.addressesFor(Guests.WRITERS), this.ledger, "mutation" + i,
					this.seed + i);
			writers.add(threads.submit(() -> {
				writer.call();
				say("Done is " + writer);
				return null;
			}));
		}
		return writers;
	}

	private void failFor(Duration duration, House house, ExecutorService threads) throws Exception {
		long end = System.nanoTime() + duration.toNanos();
		Future<Integer> light = threads.submit(new Faults(EnumSet.complementOf(EnumSet.copyOf(Fault.HEAVY)), house,
				this.followers, this.seed + 1, end));
		int heavy = new Faults(Fault.HEAVY, house, this.followers, this.seed, end).call();
		say("There were " + (heavy + light.get()) + " faults");
	}

	private void compare(House house, List<Told> naive) throws Exception {
		List<Told> committed;
		try (Connection connection = house.postgres.connect()) {
			committed = this.ledger.committed(connection);
		}
		say(committed.size() + " changes are in the log: " + this.ledger);
		awaitAll(committed.getLast().cursor());
		for (Follower follower : this.followers) {
			follower.end();
			say(follower + ": " + follower.told().size());
		}
		for (Follower follower : this.followers) {
			assertTold(follower.toString(), follower.told(), committed);
		}
		say("The naive reader was told " + naive.size());
		assertThatThrownBy(() -> assertTold("the naive reader", naive, committed)).isInstanceOf(AssertionError.class);
	}

	/** Waits for the slowest, and then for what should not come any more. */
	private void awaitAll(String last) throws InterruptedException {
		long end = System.nanoTime() + LONGEST_CATCHING_UP.toNanos();
		while (System.nanoTime() < end && !this.followers.stream().allMatch((one) -> one.last().equals(last))) {
			Thread.sleep(200);
		}
		Thread.sleep(2000);
	}

	private static void assertTold(String who, List<Told> told, List<Told> committed) {
		assertThat(told).as(who + ", told twice").doesNotHaveDuplicates();
		List<Told> missing = new ArrayList<>(committed);
		missing.removeAll(Set.copyOf(told));
		assertThat(missing).as(who + ", never told").isEmpty();
		assertThat(told.equals(committed)).as(who + ", told in order").isTrue();
	}

}
