package dev.marquee.observability;

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
import dev.marquee.database.TestPostgres;
import dev.marquee.security.ApiKeyCommand;
import dev.marquee.security.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Database outages: what clients receive, how soon, and that the next request is served.
 * The measured times are printed as rows of a table.
 */
class DatabaseOutageTests {

	private static final String LIST = "{ events { totalCount } }";

	private static final String WRITE = """
			mutation { createVenue(input: { name: "Hall %s", city: "Lisbon" }) {
				userErrors { message } venue { id name } } }""";

	private static final Duration IMMEDIATELY = Duration.ofMillis(1500);

	/** The time the probe needs to detect an unresponsive database, and a margin. */
	private static final Duration DETECTION_TIME = Duration.ofSeconds(3);

	/** The time to abort connections that wait for an unresponsive database. */
	private static final Duration ABORT_TIME = Duration.ofSeconds(7);

	@TempDir
	static Path directory;

	static TestPostgres testPostgres;

	static ConfigurableApplicationContext marquee;

	static TimedClient client;

	static String key;

	@BeforeAll
	static void start() throws Exception {
		testPostgres = TestPostgres.startIn(directory);
		marquee = SpringApplication.run(MarqueeApplication.class, "--server.port=0",
				"--spring.datasource.url=" + TestPostgres.url(testPostgres.port()),
				"--marquee.editor-token=" + TimedClient.EDITOR_TOKEN, "--marquee.statement-timeout=4s",
				"--marquee.max-queued-requests=20");
		client = new TimedClient(marquee.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		new ApiKeyCommand(marquee.getBean(ApiKeys.class), marquee.getBean(Clock.class), new PrintStream(output),
				System.err)
			.run(List.of("create", "--name", "outage", "--scope", "admin"));
		key = Pattern.compile("mrq_[0-9A-Za-z]+")
			.matcher(output.toString(StandardCharsets.UTF_8))
			.results()
			.map(MatchResult::group)
			.findFirst()
			.orElseThrow();
		System.out.println("fault | client receives | after | next request");
	}

	@AfterAll
	static void stop() throws Exception {
		marquee.close();
		testPostgres.close();
	}

	/** Repairs what a failed test left behind. */
	@BeforeEach
	void ensureDatabaseRuns() throws Exception {
		testPostgres.ensureRunning();
		client.awaitServed(LIST);
	}

	@Test
	void killedDatabaseReturns503ImmediatelyAndRecovers() throws Exception {
		assertThat(client.execute(LIST)).satisfies(TimedClient.TimedResponse::assertServed);
		testPostgres.crash();
		TimedClient.TimedResponse first = client.execute(LIST);
		assertThat(first).satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(DETECTION_TIME));
		TimedClient.TimedResponse second = client.execute(LIST);
		assertThat(second).satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
		Thread.sleep(1000);
		List<TimedClient.TimedResponse> many = executeConcurrently(300, LIST);
		assertThat(many).allSatisfy((timedResponse) -> timedResponse.assertUnavailableWithin(Duration.ofSeconds(4)));
		TimedClient.TimedResponse write = client.execute(WRITE.formatted("while down"));
		assertThat(write).satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
		assertThat(client.execute(LIST, key))
			.satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
		assertThat(client.execute("{ changeCursor }"))
			.satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
		assertThat(client.status("/readyz")).isEqualTo(503);
		assertThat(client.status("/livez")).isEqualTo(200);
		testPostgres.start();
		Duration recovery = client.awaitServed(LIST);
		assertThat(recovery).isLessThan(Duration.ofSeconds(10));
		assertThat(client.status("/readyz")).isEqualTo(200);
		assertThat(executeConcurrently(20, LIST)).allSatisfy(TimedClient.TimedResponse::assertServed);
		assertThat(count("select count(*) from venue where name = 'Hall while down'")).isZero();
		printRow("database killed: the first request", first, "");
		printRow("database killed: 300 concurrent requests, slowest", slowest(many),
				recovery.toMillis() + " ms after it accepts connections");
		printRow("database killed: a mutation", write, "nothing written");
	}

	@Test
	void hungDatabaseReturns503WithinDetectionTime() throws Exception {
		assertThat(executeConcurrently(20, LIST)).allSatisfy(TimedClient.TimedResponse::assertServed);
		testPostgres.freeze();
		List<TimedClient.TimedResponse> duringDetection;
		TimedClient.TimedResponse later;
		TimedClient.TimedResponse write;
		try {
			CompletableFuture<List<TimedClient.TimedResponse>> responses = CompletableFuture
				.supplyAsync(() -> executeConcurrently(10, LIST));
			Thread.sleep(DETECTION_TIME);
			assertThat(client.status("/readyz")).isEqualTo(503);
			assertThat(client.status("/livez")).isEqualTo(200);
			later = client.execute(LIST);
			assertThat(later).satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
			write = client.execute(WRITE.formatted("while hung"));
			assertThat(write).satisfies((timedResponse) -> timedResponse.assertUnavailableWithin(IMMEDIATELY));
			duringDetection = responses.join();
			assertThat(duringDetection)
				.allSatisfy((timedResponse) -> timedResponse.assertUnavailableWithin(ABORT_TIME));
		}
		finally {
			testPostgres.thaw();
		}
		Duration recovery = client.awaitServed(LIST);
		assertThat(recovery).isLessThan(Duration.ofSeconds(10));
		assertThat(executeConcurrently(20, LIST)).allSatisfy(TimedClient.TimedResponse::assertServed);
		printRow("database hung: 10 requests until detection, slowest", slowest(duringDetection), "");
		printRow("database hung: a request after detection", later, recovery.toMillis() + " ms after it resumes");
	}

	@Test
	void mutationInterruptedByCrashIsAtomic() throws Exception {
		assertThat(client.execute(WRITE.formatted("before"))).satisfies(TimedClient.TimedResponse::assertServed);
		CompletableFuture<List<TimedClient.TimedResponse>> writes = CompletableFuture
			.supplyAsync(() -> IntStream.range(0, 400)
				.mapToObj((number) -> client.execute(WRITE.formatted("Number " + number + " of many")))
				.toList());
		Thread.sleep(150);
		testPostgres.crash();
		List<TimedClient.TimedResponse> seen = writes.join();
		testPostgres.start();
		client.awaitServed(LIST);
		long served = seen.stream().filter((one) -> one.status() == 200).count();
		assertThat(seen).allSatisfy((one) -> assertThat(one.isServedOrUnavailable()).as(one.body()).isTrue());
		printRow("database killed during 400 mutations: " + served + " served, slowest", slowest(seen),
				"every served mutation is committed");
		assertThat(count("select count(*) from venue where name like 'Hall Number %'")).isBetween(served, served + 1);
	}

	@Test
	void slowStatementsTimeOutAndExhaustedPoolReturns503() throws Exception {
		assertThat(client.execute(LIST)).satisfies(TimedClient.TimedResponse::assertServed);
		awaitFullPool();
		List<TimedClient.TimedResponse> seen;
		try (Connection blocking = connect()) {
			blocking.setAutoCommit(false);
			blocking.createStatement().execute("lock table event_search in access exclusive mode");
			CompletableFuture<List<TimedClient.TimedResponse>> responses = CompletableFuture
				.supplyAsync(() -> executeConcurrently(60, LIST));
			Thread.sleep(1000);
			assertThat(client.status("/readyz")).isEqualTo(200);
			TimedClient.TimedResponse rejected = client.execute(LIST);
			assertThat(rejected).satisfies((one) -> one.assertUnavailableWithin(IMMEDIATELY));
			seen = responses.join();
			printRow("pool exhausted and 20 requests queued: one more", rejected, "");
			blocking.rollback();
		}
		TimedClient.TimedResponse next = client.execute(LIST);
		assertThat(next).satisfies(TimedClient.TimedResponse::assertServed);
		List<TimedClient.TimedResponse> timedOut = seen.stream()
			.filter((one) -> one.body().contains("\"TIMEOUT\""))
			.toList();
		assertThat(timedOut).hasSize(10)
			.allSatisfy((one) -> assertThat(one.elapsed()).isLessThan(Duration.ofSeconds(8)));
		List<TimedClient.TimedResponse> unavailable = seen.stream().filter((one) -> one.isUnavailable()).toList();
		assertThat(unavailable).hasSize(50)
			.allSatisfy((one) -> assertThat(one.elapsed()).isLessThan(Duration.ofSeconds(6)));
		printRow("slow statements (limit 4 s): slowest of 10", slowest(timedOut),
				"after " + next.elapsed().toMillis() + " ms");
		printRow("pool exhausted: queued requests, slowest", slowest(unavailable), "");
	}

	private static void awaitFullPool() throws Exception {
		HikariDataSource pool = marquee.getBean(DataSource.class).unwrap(HikariDataSource.class);
		while (pool.getHikariPoolMXBean().getIdleConnections() < pool.getMaximumPoolSize()) {
			Thread.sleep(20);
		}
	}

	private static List<TimedClient.TimedResponse> executeConcurrently(int number, String query) {
		List<CompletableFuture<TimedClient.TimedResponse>> responses = IntStream.range(0, number)
			.mapToObj((each) -> CompletableFuture.supplyAsync(() -> client.execute(query), TimedClient.EXECUTOR))
			.toList();
		return responses.stream().map(CompletableFuture::join).toList();
	}

	private static TimedClient.TimedResponse slowest(List<TimedClient.TimedResponse> seen) {
		return seen.stream().max((one, other) -> one.elapsed().compareTo(other.elapsed())).orElseThrow();
	}

	private static long count(String query) throws SQLException {
		try (Connection connection = connect(); var result = connection.createStatement().executeQuery(query)) {
			result.next();
			return result.getLong(1);
		}
	}

	private static Connection connect() throws SQLException {
		return testPostgres.connect();
	}

	private static void printRow(String fault, TimedClient.TimedResponse timedResponse, String next) {
		System.out.printf("%s | %s | %d ms | %s%n", fault, timedResponse.summary(), timedResponse.elapsed().toMillis(),
				next);
	}

}
