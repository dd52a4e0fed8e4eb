package dev.marquee.changefeed;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Subscriptions over WebSocket and server-sent events.
 */
@IntegrationTest
@Timeout(30)
class SubscriptionTests {

	private static final String CHANGES = """
			subscription Live($filter: EventFilter, $after: String) {
				changed: eventChanges(filter: $filter, after: $after) { __typename cursor kind changedFields eventId
					event { name faqs { question } } lastKnown { name } }
			}
			""";

	private static final String PUBLISHED = "subscription { eventPublished { id name venue { name } } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	ChangeFeeds changeFeeds;

	String cursor;

	@BeforeEach
	void clearAndReadCursor() {
		TestDatabase.clear();
		this.cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
	}

	@Test
	void subscriptionsDeliverChangesAsTheyHappen() throws InterruptedException {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", CHANGES, Map.of());
			testWebSocket.subscribe("b", PUBLISHED, Map.of());
			awaitFeedCount(2);
			UUID key = TestEvents.insert("One");
			JsonNode first = testWebSocket.expect("next");
			JsonNode second = testWebSocket.expect("next");
			JsonNode changed = first.get("id").asString().equals("a") ? first : second;
			JsonNode published = (changed == first) ? second : first;
			assertThat(changed.at("/payload/data/changed/kind").asString()).isEqualTo("PUBLISHED");
			assertThat(changed.at("/payload/data/changed/__typename").asString()).isEqualTo("EventChange");
			assertThat(published.at("/payload/data/eventPublished/id").asString()).isEqualTo(TestEvents.globalId(key));
			TestEvents.execute("delete from event");
			JsonNode removed = testWebSocket.expect("next").at("/payload/data/changed");
			assertThat(removed.get("kind").asString()).isEqualTo("REMOVED");
			assertThat(removed.get("event").isNull()).isTrue();
			assertThat(removed.at("/lastKnown/name").asString()).isEqualTo("One");
		}
		awaitFeedCount(0);
	}

	@Test
	void resumedSubscriptionHasNoGapsOrDuplicates() {
		for (int i = 0; i < 450; i++) {
			TestEvents.insert("Event " + i);
		}
		List<String> seen = new ArrayList<>();
		String last = this.cursor;
		for (int part = 0; part < 3; part++) {
			try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
				testWebSocket.subscribe("a", CHANGES, Map.of("after", last));
				for (int i = 0; i < 160; i++) {
					if (part == 2 && i == 100) {
						IntStream.range(450, 480).forEach((number) -> TestEvents.insert("Event " + number));
					}
					JsonNode change = testWebSocket.expect("next").at("/payload/data/changed");
					seen.add(change.at("/event/name").asString());
					last = change.get("cursor").asString();
				}
			}
		}
		assertThat(seen).isEqualTo(IntStream.range(0, 480).mapToObj((number) -> "Event " + number).toList());
	}

	@Test
	void equalSubscriptionsShareOneStatement() throws InterruptedException {
		awaitFeedCount(0);
		List<TestWebSocket> sockets = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"));
			testWebSocket.subscribe("a", CHANGES, Map.of("filter", Map.of("search", "shared")));
			sockets.add(testWebSocket);
		}
		awaitFeedCount(1);
		Thread.sleep(300);
		this.statementRecorder.reset();
		TestEvents.insert("Shared evening");
		sockets.forEach((testWebSocket) -> assertThat(
				testWebSocket.expect("next").at("/payload/data/changed/event/name").asString())
			.isEqualTo("Shared evening"));
		assertThat(this.statementRecorder.recorded().stream().filter((sql) -> sql.contains("scanned")))
			.hasSizeLessThan(5);
		sockets.forEach(TestWebSocket::close);
	}

	/** The statements of both are equal, since they do not contain response keys. */
	@Test
	void aliasedSubscriptionsKeepTheirResponseKeys() throws InterruptedException {
		awaitFeedCount(0);
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("name", "subscription { eventChanges { event { name } } }", Map.of());
			testWebSocket.subscribe("title", "subscription { eventChanges { event { title: name } } }", Map.of());
			awaitFeedCount(2);
			TestEvents.insert("Twice");
			for (int i = 0; i < 2; i++) {
				JsonNode next = testWebSocket.expect("next");
				assertThat(next.at("/payload/data/eventChanges/event").get(next.get("id").asString()).asString())
					.isEqualTo("Twice");
			}
		}
	}

	@Test
	void connectionEnforcesSubscriptionLimitAndInitTimeout() {
		try (TestWebSocket silent = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"));
				TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			for (int i = 0; i < 101; i++) {
				testWebSocket.subscribe("s" + i, PUBLISHED, Map.of());
			}
			JsonNode error = testWebSocket.expect("error");
			assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
			testWebSocket.subscribe("q", "{ __typename }" + " ".repeat(40_000), Map.of());
			assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			assertThat(silent.closed.orTimeout(9, TimeUnit.SECONDS).join()).isEqualTo(4408);
		}
	}

	@Test
	void foreignOriginIsRejected() {
		assertThatThrownBy(() -> TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), "https://evil.example"))
			.hasCauseInstanceOf(WebSocketHandshakeException.class);
		String own = this.graphQlTestClient.uri("").toString();
		TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), own).close();
	}

	@Test
	void invalidAndExpiredCursorsReturnErrors() {
		try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", CHANGES, Map.of("after", "nonsense"));
			assertThat(testWebSocket.expect("error").at("/payload/0/extensions/code").asString())
				.isEqualTo("BAD_USER_INPUT");
			ChangeCursor other = new ChangeCursor("0".repeat(32), 1, 1, 1);
			testWebSocket.subscribe("b", CHANGES, Map.of("after", other.encode()));
			assertThat(testWebSocket.expect("error").at("/payload/0/extensions/code").asString())
				.isEqualTo("CURSOR_EXPIRED");
		}
		JsonNode error = this.graphQlTestClient.error(PUBLISHED);
		assertThat(error.at("/extensions/code").asString()).isEqualTo("OPERATION_NOT_SUPPORTED");
	}

	@Test
	void eventStreamResumesFromLastEventId() throws IOException, InterruptedException {
		TestEvents.insert("One");
		TestEvents.insert("Two");
		String document = CHANGES.replace("$after", "$unused")
			.replace("after: $unused", "after: \"" + this.cursor + "\"")
			.replace(", $unused: String", "");
		try (Stream<String> lines = stream(document, "")) {
			Iterator<String> events = lines.iterator();
			String id = line(events, "id:");
			assertThat(line(events, "data:")).contains("\"One\"");
			try (Stream<String> resumed = stream(document, id)) {
				Iterator<String> rest = resumed.iterator();
				line(rest, "id:");
				assertThat(line(rest, "data:")).contains("\"Two\"");
				TestEvents.insert("Three");
				assertThat(line(rest, "event:")).isEqualTo("next");
				assertThat(line(rest, "data:")).contains("\"Three\"");
			}
		}
		try (Stream<String> lines = stream("subscription { nothing }", "")) {
			assertThat(line(lines.iterator(), "data:")).contains("GRAPHQL_VALIDATION_FAILED");
		}
	}

	@Test
	void eventStreamOpensByGet() throws IOException, InterruptedException {
		String document = "subscription Live($after: String) { eventChanges(after: $after) { event { name } } }";
		try (Stream<String> lines = streamByGet(document, Map.of("after", this.cursor))) {
			TestEvents.insert("One");
			assertThat(line(lines.iterator(), "data:")).contains("\"One\"");
		}
		String mutation = "mutation { updateEvent(input: { id: \"evt_1\" }) { userErrors { code } } }";
		try (Stream<String> lines = streamByGet(mutation, Map.of())) {
			assertThat(line(lines.iterator(), "data:")).contains("METHOD_NOT_ALLOWED");
		}
	}

	private Stream<String> streamByGet(String document, Map<String, ?> variables)
			throws IOException, InterruptedException {
		String query = "?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8) + "&variables="
				+ URLEncoder.encode(GraphQlTestClient.JSON.writeValueAsString(variables), StandardCharsets.UTF_8);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.graphQlTestClient.uri("/graphql" + query))
				.header("Accept", "text/event-stream")
				.build(), BodyHandlers.ofLines())
			.body();
	}

	private Stream<String> stream(String document, String last) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.timeout(Duration.ofSeconds(20))
			.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document))));
		if (!last.isEmpty()) {
			request.header("Last-Event-ID", last);
		}
		HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
			.send(request.build(), BodyHandlers.ofLines());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	private static String line(Iterator<String> lines, String start) {
		while (true) {
			String line = lines.next();
			if (line.startsWith(start)) {
				return line.substring(start.length());
			}
		}
	}

	private void awaitFeedCount(int size) throws InterruptedException {
		for (int time = 0; this.changeFeeds.size() != size && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(this.changeFeeds.size()).isEqualTo(size);
	}

}
