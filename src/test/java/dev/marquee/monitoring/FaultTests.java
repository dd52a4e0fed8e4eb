package dev.marquee.monitoring;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.marquee.MarqueeApplication;
import dev.marquee.access.ApiKeys;
import dev.marquee.access.KeyCommand;
import dev.marquee.database.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers see of each fault and how soon, and that the next request is served. What
 * was measured is printed as the rows of a table.
 */
class FaultTests {

	private static final String LIST = "{ events { totalCount } }";

	private static final String WRITE = """
			mutation { createVenue(input: { name: "Hall %s", city: "Lisbon" }) {
				userErrors { message } venue { id name } } }""";

	private static final Duration AT_ONCE = Duration.ofMillis(1500);

	/** What the pulse needs to notice that nobody answers, and some time to spare. */
	private static final Duration NOTICED = Duration.ofSeconds(3);

	/** What cutting the connections takes that have no answer to hope for. */
	private static final Duration CUT = Duration.ofSeconds(7);

	@TempDir
	static Path directory;

	static Postgres postgres;

	static ConfigurableApplicationContext marquee;

	static Caller caller;

	static String key;

	@BeforeAll
	static void start() throws Exception {
		postgres = Postgres.startIn(directory);
		marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0",
				"--spring.datasource.url=" + Postgres.url(postgres.port()), "--marquee.editor-token=" + Caller.EDITOR,
				"--marquee.statement-timeout=4s", "--marquee.most-waiting-requests=20");
		caller = new Caller(marquee.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		ByteArrayOutputStream made = new ByteArrayOutputStream();
		new KeyCommand(marquee.getBean(ApiKeys.class), marquee.getBean(Clock.class), new PrintStream(made), System.err)
			.run(List.of("create", "--name", "faults", "--scope", "admin"));
		key = Pattern.compile("mrq_[0-9A-Za-z]+")
			.matcher(made.toString(StandardCharsets.UTF_8))
			.results()
			.map(MatchResult::group)
			.findFirst()
			.orElseThrow();
		System.out.println("fault | the caller sees | after | the next request");
	}

	@AfterAll
	static void stop() throws Exception {
		marquee.close();
		postgres.close();
	}

	/** What a test that failed has left. */
	@BeforeEach
	void makeSureThatItRuns() throws Exception {
		postgres.run();
		caller.untilServed(LIST);
	}

	@Test
	void aKilledDatabaseIsToldAtOnceAndItsReturnNeedsNothing() throws Exception {
		assertThat(caller.ask(LIST)).satisfies(Caller.Seen::isServed);
		postgres.crash();
		Caller.Seen first = caller.ask(LIST);
		assertThat(first).satisfies((seen) -> seen.isUnavailableWithin(NOTICED));
		Caller.Seen second = caller.ask(LIST);
		assertThat(second).satisfies((seen) -> seen.isUnavailableWithin(AT_ONCE));
		Thread.sleep(1000);
		List<Caller.Seen> many = all(300, LIST);
		assertThat(many).allSatisfy((seen) -> seen.isUnavailableWithin(Duration.ofSeconds(4)));
		Caller.Seen write = caller.ask(WRITE.formatted("while down"));
		assertThat(write).satisfies((seen) -> seen.isUnavailableWithin(AT_ONCE));
		assertThat(caller.ask(LIST, key)).satisfies((seen) -> seen.isUnavailableWithin(AT_ONCE));
		assertThat(caller.status("/readyz")).isEqualTo(503);
		assertThat(caller.status("/livez")).isEqualTo(200);
		postgres.start();
		Duration back = caller.untilServed(LIST);
		assertThat(back).isLessThan(Duration.ofSeconds(10));
		assertThat(caller.status("/readyz")).isEqualTo(200);
		assertThat(all(20, LIST)).allSatisfy(Caller.Seen::isServed);
		assertThat(count("select count(*) from venue where name = 'Hall while down'")).isZero();
		row("database killed: the first request", first, "");
		row("database killed: 300 at once, slowest", slowest(many),
				back.toMillis() + " ms after it accepts connections");
		row("database killed: a mutation", write, "nothing written");
	}

	@Test
	void aHungDatabaseHoldsUpNobodyForLong() throws Exception {
		assertThat(all(20, LIST)).allSatisfy(Caller.Seen::isServed);
		postgres.freeze();
		List<Caller.Seen> underWay;
		Caller.Seen later;
		Caller.Seen write;
		try {
			CompletableFuture<List<Caller.Seen>> asked = CompletableFuture.supplyAsync(() -> all(10, LIST));
			Thread.sleep(NOTICED);
			assertThat(caller.status("/readyz")).isEqualTo(503);
			assertThat(caller.status("/livez")).isEqualTo(200);
			later = caller.ask(LIST);
			assertThat(later).satisfies((seen) -> seen.isUnavailableWithin(AT_ONCE));
			write = caller.ask(WRITE.formatted("while hung"));
			assertThat(write).satisfies((seen) -> seen.isUnavailableWithin(AT_ONCE));
			underWay = asked.join();
			assertThat(underWay).allSatisfy((seen) -> seen.isUnavailableWithin(CUT));
		}
		finally {
			postgres.thaw();
		}
		Duration back = caller.untilServed(LIST);
		assertThat(back).isLessThan(Duration.ofSeconds(10));
		assertThat(all(20, LIST)).allSatisfy(Caller.Seen::isServed);
		row("database hung: under way or before it is noticed, slowest of 10", slowest(underWay), "");
		row("database hung: later", later, back.toMillis() + " ms after it goes on");
	}

	@Test
	void aMutationThatADyingDatabaseInterruptsWritesAllOrNothing() throws Exception {
		assertThat(caller.ask(WRITE.formatted("before"))).satisfies(Caller.Seen::isServed);
		CompletableFuture<List<Caller.Seen>> writes = CompletableFuture.supplyAsync(() -> IntStream.range(0, 400)
			.mapToObj((number) -> caller.ask(WRITE.formatted("Number " + number + " of many")))
			.toList());
		Thread.sleep(150);
		postgres.crash();
		List<Caller.Seen> seen = writes.join();
		postgres.start();
		caller.untilServed(LIST);
		long served = seen.stream().filter((one) -> one.status() == 200).count();
		assertThat(seen).allSatisfy((one) -> assertThat(one.isServedOrUnavailable()).as(one.body()).isTrue());
		row("database killed under way: 400 mutations, " + served + " served, slowest", slowest(seen),
				"all that were served are there");
		assertThat(count("select count(*) from venue where name like 'Hall Number %'")).isBetween(served, served + 1);
	}

	@Test
	void slowStatementsEndAndAnExhaustedPoolRefusesAtOnce() throws Exception {
		assertThat(caller.ask(LIST)).satisfies(Caller.Seen::isServed);
		awaitFullPool();
		List<Caller.Seen> seen;
		try (Connection blocking = connect()) {
			blocking.setAutoCommit(false);
			blocking.createStatement().execute("lock table event_search in access exclusive mode");
			CompletableFuture<List<Caller.Seen>> asked = CompletableFuture.supplyAsync(() -> all(60, LIST));
			Thread.sleep(1000);
			assertThat(caller.status("/readyz")).isEqualTo(200);
			Caller.Seen refused = caller.ask(LIST);
			assertThat(refused).satisfies((one) -> one.isUnavailableWithin(AT_ONCE));
			seen = asked.join();
			row("pool exhausted, and 20 waiting: one more", refused, "");
			blocking.rollback();
		}
		Caller.Seen next = caller.ask(LIST);
		assertThat(next).satisfies(Caller.Seen::isServed);
		List<Caller.Seen> ended = seen.stream().filter((one) -> one.body().contains("\"TIMEOUT\"")).toList();
		assertThat(ended).hasSize(10).allSatisfy((one) -> assertThat(one.after()).isLessThan(Duration.ofSeconds(8)));
		List<Caller.Seen> unavailable = seen.stream().filter((one) -> one.isUnavailable()).toList();
		assertThat(unavailable).hasSize(50)
			.allSatisfy((one) -> assertThat(one.after()).isLessThan(Duration.ofSeconds(6)));
		row("slow statements (limit 4 s): slowest of 10", slowest(ended), "after " + next.after().toMillis() + " ms");
		row("pool exhausted: those who waited, slowest", slowest(unavailable), "");
	}

	private static void awaitFullPool() throws Exception {
		HikariDataSource pool = marquee.getBean(DataSource.class).unwrap(HikariDataSource.class);
		while (pool.getHikariPoolMXBean().getIdleConnections() < pool.getMaximumPoolSize()) {
			Thread.sleep(20);
		}
	}

	private static List<Caller.Seen> all(int number, String query) {
		List<CompletableFuture<Caller.Seen>> asked = IntStream.range(0, number)
			.mapToObj((each) -> CompletableFuture.supplyAsync(() -> caller.ask(query), Caller.THREADS))
			.toList();
		return asked.stream().map(CompletableFuture::join).toList();
	}

	private static Caller.Seen slowest(List<Caller.Seen> seen) {
		return seen.stream().max((one, other) -> one.after().compareTo(other.after())).orElseThrow();
	}

	private static long count(String query) throws SQLException {
		try (Connection connection = connect(); var result = connection.createStatement().executeQuery(query)) {
			result.next();
			return result.getLong(1);
		}
	}

	private static Connection connect() throws SQLException {
		return postgres.connect();
	}

	private static void row(String fault, Caller.Seen seen, String next) {
		System.out.printf("%s | %s | %d ms | %s%n", fault, seen.summary(), seen.after().toMillis(), next);
	}

}
