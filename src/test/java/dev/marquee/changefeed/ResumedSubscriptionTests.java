package dev.marquee.changefeed;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.BackgroundTask;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.websocket.TestWebSocket;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscribers that return after an interruption and send the same request again, as
 * {@code graphql-ws} does.
 */
@IntegrationTest
@Timeout(120)
class ResumedSubscriptionTests {

	private static final String CHANGES = "subscription Live($filter: EventFilter, $after: String) "
			+ "{ eventChanges(filter: $filter, after: $after) { cursor event { name } } }";

	private static final String OTHER_CHANGES = CHANGES.replace("cursor ", "");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	@Autowired
	ChangeLog log;

	@Autowired
	SubscriberPositions positions;

	@Autowired
	SubscriberPositionTable table;

	private final String id = UUID.randomUUID().toString();

	@BeforeEach
	void clear() throws InterruptedException {
		TestDatabase.clear();
		await(() -> this.positions.all().isEmpty());
		TestEvents.execute("truncate subscriber_position");
	}

	@AfterEach
	void resetClock() {
		this.clock.useSystemTime();
	}

	@Test
	void acknowledgedChangeIsNotRepeated() throws InterruptedException {
		interruptAfterOne(Map.of(), true);
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			expect(again, "Two");
			TestEvents.insert("Three");
			expect(again, "Three");
		}
	}

	@Test
	void unacknowledgedChangeIsRepeated() throws InterruptedException {
		interruptAfterOne(Map.of(), false);
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			expect(again, "One", "Two");
		}
	}

	@Test
	void pongAcknowledgesOnlyWhatWasSentBeforeItsPing() throws InterruptedException {
		try (TestWebSocket first = subscribe(this.id, CHANGES, Map.of())) {
			TestEvents.insert("One");
			expect(first, "One");
			first.awaitPing();
			TestEvents.insert("Two");
			expect(first, "Two");
			ChangeCursor end = this.log.currentCursor();
			first.pong();
			await(() -> acknowledged().xid() > 0 && !this.positions.all().isEmpty());
			Thread.sleep(200);
			assertThat(acknowledged()).isLessThan(end);
		}
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			expect(again, "Two");
		}
	}

	/** The position that was remembered is later than {@code after}. */
	@Test
	void subscriberWithOriginalCursorDoesNotStartAgain() throws InterruptedException {
		String cursor = this.log.currentCursor().encode();
		TestEvents.insert("Zero");
		try (TestWebSocket first = subscribe(this.id, CHANGES, Map.of("after", cursor))) {
			expect(first, "Zero");
			TestEvents.insert("One");
			expect(first, "One");
			acknowledge(first);
		}
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of("after", cursor))) {
			TestEvents.insert("Two");
			expect(again, "Two");
		}
	}

	/** An own cursor makes another subscriber, who keeps exact control. */
	@Test
	void subscriberWithItsOwnCursorStartsThere() throws InterruptedException {
		String cursor = this.log.currentCursor().encode();
		interruptAfterOne(Map.of(), true);
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of("after", cursor))) {
			expect(again, "One", "Two");
		}
	}

	/** It is written after the end of the log was read, and before the feed exists. */
	@Test
	void changeWhileSubscribingIsDelivered() {
		String cursor = this.log.currentCursor().encode();
		AtomicBoolean inserted = new AtomicBoolean();
		this.statementRecorder.onStatement((sql) -> {
			if (sql.contains("select require_change_retained") && !inserted.getAndSet(true)) {
				TestEvents.insert("Gap");
				BackgroundTask.pause(2_500);
			}
		});
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri())) {
			testWebSocket.subscribe(this.id, CHANGES, Map.of("after", cursor));
			expect(testWebSocket, "Gap");
		}
		finally {
			this.statementRecorder.reset();
		}
	}

	@Test
	void changesThatDoNotMatchMoveThePosition() throws InterruptedException {
		Map<String, ?> variables = Map.of("filter", Map.of("search", "wanted"));
		try (TestWebSocket first = subscribe(this.id, CHANGES, variables)) {
			TestEvents.insert("Other");
			ChangeCursor end = this.log.currentCursor();
			await(() -> acknowledged().compareTo(end) >= 0);
			assertThat(first.poll(Duration.ofMillis(100))).isNull();
		}
	}

	@Test
	void completedSubscriptionIsForgotten() throws InterruptedException {
		try (TestWebSocket first = subscribe(this.id, CHANGES, Map.of())) {
			await(() -> rows() == 1);
			first.send(Map.of("id", this.id, "type", "complete"));
			await(() -> rows() == 0 && this.positions.all().isEmpty());
			TestEvents.insert("One");
		}
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			TestEvents.insert("Two");
			expect(again, "Two");
		}
	}

	@Test
	void othersDoNotUseThePosition() throws InterruptedException {
		interruptAfterOne(Map.of(), true);
		try (TestWebSocket name = subscribe(UUID.randomUUID().toString(), CHANGES, Map.of());
				TestWebSocket document = subscribe(this.id, OTHER_CHANGES, Map.of());
				TestWebSocket variables = subscribe(this.id, CHANGES, Map.of("filter", Map.of("when", "UPCOMING")));
				TestWebSocket principal = TestWebSocket.openInitialized(uri(), IntegrationTest.EDITOR_TOKEN)) {
			subscribe(principal, this.id, Map.of());
			TestEvents.insert("Three");
			expect(name, "Three");
			expect(document, "Three");
			expect(variables, "Three");
			expect(principal, "Three");
		}
	}

	@Test
	void shortIdNamesNobody() throws InterruptedException {
		interruptAfterOne("1", Map.of());
		try (TestWebSocket again = subscribe("1", CHANGES, Map.of())) {
			TestEvents.insert("Three");
			expect(again, "Three");
		}
	}

	@Test
	void nameInTheRequestReplacesTheId() throws InterruptedException {
		interruptAfterOne("1", Map.of("subscriber", "kitchen"));
		try (TestWebSocket again = TestWebSocket.openInitialized(uri())) {
			subscribe(again, "2", Map.of("subscriber", "kitchen"));
			expect(again, "One", "Two");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "7", "[]" })
	void invalidNameIsRejected(String name) {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri())) {
			send(testWebSocket, "1", Map.of("subscriber", GraphQlTestClient.JSON.readTree(name)));
			JsonNode error = testWebSocket.expect("error").at("/payload/0");
			assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
			assertThat(error.get("message").asString()).isEqualTo(
					"`extensions.subscriber` must be a string of 1 to 200 characters that names this subscriber.");
		}
	}

	/** The server does not know yet that the earlier connection is dead. */
	@Test
	void secondConnectionTakesOverFromAHalfOpenOne() throws InterruptedException {
		try (TestWebSocket first = subscribe(this.id, CHANGES, Map.of())) {
			TestEvents.insert("One");
			expect(first, "One");
			acknowledge(first);
			first.pauseReading();
			TestEvents.insert("Two");
			try (TestWebSocket second = subscribe(this.id, CHANGES, Map.of())) {
				expect(second, "Two");
				close(first);
				TestEvents.insert("Three");
				expect(second, "Three");
				acknowledge(second);
			}
		}
		try (TestWebSocket third = subscribe(this.id, CHANGES, Map.of())) {
			TestEvents.insert("Four");
			expect(third, "Four");
		}
	}

	/** Closing a connection twice is harmless. */
	private static void close(TestWebSocket testWebSocket) {
		testWebSocket.close();
	}

	@Test
	void subscribingWithANameCostsNoStatement() throws InterruptedException {
		List<Integer> statements = new ArrayList<>();
		for (String each : List.of("1", this.id)) {
			this.statementRecorder.reset();
			try (TestWebSocket _ = subscribe(each, CHANGES, Map.of())) {
				// Feeds and the writer of positions run on their own.
				statements.add((int) this.statementRecorder.recorded()
					.stream()
					.filter((sql) -> !sql.contains("scanned")
							&& !sql.matches("(?s)(insert into|delete from) subscriber_position.*"))
					.count());
			}
		}
		assertThat(statements).containsExactly(1, 1);
	}

	@Test
	void expiredPositionIsNotUsedAndDeleted() throws InterruptedException {
		interruptAfterOne(Map.of(), true);
		await(() -> rows() == 1 && this.positions.all().isEmpty());
		this.clock.fixAt(Instant.now().plus(Duration.ofMinutes(61)));
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			TestEvents.insert("Three");
			expect(again, "Three");
		}
		await(() -> this.positions.all().isEmpty());
		this.table.deleteExpired(this.clock.instant());
		assertThat(rows()).isOne();
		this.table.deleteExpired(this.clock.instant().plus(Duration.ofMinutes(61)));
		assertThat(rows()).isZero();
	}

	/** The log has been given up, for example after a restore. */
	@Test
	void unusablePositionIsAnErrorOnce() throws InterruptedException {
		interruptAfterOne(Map.of(), true);
		await(() -> rows() == 1 && this.positions.all().isEmpty());
		TestEvents.execute("update subscriber_position set epoch = gen_random_uuid()");
		try (TestWebSocket again = subscribe(this.id, CHANGES, Map.of())) {
			assertThat(again.expect("error").at("/payload/0/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
			subscribe(again, this.id, Map.of());
			TestEvents.insert("Three");
			expect(again, "Three");
		}
	}

	@Test
	void tableKeepsTheLatestPositionOfASubscriber() {
		ChangeCursor earlier = this.log.currentCursor();
		TestEvents.insert("One");
		ChangeCursor later = this.log.currentCursor();
		UUID key = UUID.randomUUID();
		Instant now = this.clock.instant();
		for (ChangeCursor cursor : List.of(later, earlier)) {
			this.table.write(List.of(new SubscriberPositionTable.StoredPosition(key, cursor)), now,
					now.plusSeconds(60));
		}
		assertThat(this.log.currentCursorAndPosition(key, now).position()).isEqualTo(later);
	}

	@Test
	void tableIsBounded() {
		Instant now = this.clock.instant();
		ChangeCursor cursor = this.log.currentCursor();
		SubscriberPositionTable bounded = new SubscriberPositionTable(new JdbcTemplate(TestDatabase.dataSource()), 3);
		for (int i = 1; i <= 5; i++) {
			bounded.write(List.of(new SubscriberPositionTable.StoredPosition(new UUID(0, i), cursor)), now,
					now.plusSeconds(60 * i));
		}
		bounded.deleteExpired(now.plusSeconds(60));
		assertThat(rows()).isEqualTo(3);
		assertThat(this.log.currentCursorAndPosition(new UUID(0, 2), now).position()).isNull();
		assertThat(this.log.currentCursorAndPosition(new UUID(0, 3), now).position()).isEqualTo(cursor);
	}

	private void interruptAfterOne(Map<String, ?> variables, boolean acknowledged) throws InterruptedException {
		try (TestWebSocket first = subscribe(this.id, CHANGES, variables)) {
			TestEvents.insert("One");
			expect(first, "One");
			if (acknowledged) {
				acknowledge(first);
			}
		}
		TestEvents.insert("Two");
	}

	private void interruptAfterOne(String operation, Map<String, ?> extensions) throws InterruptedException {
		try (TestWebSocket first = TestWebSocket.openInitialized(uri())) {
			subscribe(first, operation, extensions);
			TestEvents.insert("One");
			expect(first, "One");
		}
		TestEvents.insert("Two");
	}

	private void acknowledge(TestWebSocket testWebSocket) throws InterruptedException {
		ChangeCursor end = this.log.currentCursor();
		await(() -> {
			if (testWebSocket.hasUnansweredPing()) {
				testWebSocket.pong();
			}
			return acknowledged().compareTo(end) >= 0;
		});
	}

	/** The earliest position of all subscribers. */
	private ChangeCursor acknowledged() {
		return this.positions.all()
			.stream()
			.map(SubscriberPosition::acknowledged)
			.sorted()
			.findFirst()
			.orElseGet(() -> new ChangeCursor("", 0, 0, 0));
	}

	private TestWebSocket subscribe(String operation, String document, Map<String, ?> variables)
			throws InterruptedException {
		TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri());
		long started = startedSubscriptions();
		testWebSocket.subscribe(operation, document, variables);
		await(() -> startedSubscriptions() > started);
		return testWebSocket;
	}

	private void subscribe(TestWebSocket testWebSocket, String operation, Map<String, ?> extensions)
			throws InterruptedException {
		long started = startedSubscriptions();
		send(testWebSocket, operation, extensions);
		await(() -> startedSubscriptions() > started);
	}

	private static void send(TestWebSocket testWebSocket, String operation, Map<String, ?> extensions) {
		testWebSocket.send(Map.of("id", operation, "type", "subscribe", "payload",
				Map.of("query", CHANGES, "variables", Map.of(), "extensions", extensions)));
	}

	/**
	 * The protocol does not acknowledge a subscription, which begins with this statement.
	 */
	private long startedSubscriptions() {
		return this.statementRecorder.recorded().stream().filter((sql) -> sql.contains("last_change")).count();
	}

	private static void expect(TestWebSocket testWebSocket, String... names) {
		for (String name : names) {
			assertThat(testWebSocket.expect("next").at("/payload/data/eventChanges/event/name").asString())
				.isEqualTo(name);
		}
	}

	private URI uri() {
		return this.graphQlTestClient.uri("/graphql");
	}

	private static int rows() {
		return TestDatabase.dsl().fetchCount(DSL.table("subscriber_position"));
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		for (int time = 0; !condition.getAsBoolean() && time < 1200; time++) {
			Thread.sleep(25);
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

}
