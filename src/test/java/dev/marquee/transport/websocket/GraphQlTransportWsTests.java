package dev.marquee.transport.websocket;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import dev.marquee.transport.ConnectionRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The protocol graphql-transport-ws, message by message.
 */
@IntegrationTest
@Timeout(60)
class GraphQlTransportWsTests {

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	/** Fails with UNAUTHENTICATED unless the caller is authenticated. */
	private static final String WRITE = "mutation { createVenue(input: { name: \"\" }) { userErrors { code } } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@Autowired
	ConnectionRegistry connections;

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "[]", "null", "{}", "{\"type\":\"start\"}", "{\"type\":\"next\",\"id\":\"a\"}",
			"{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}",
			"{\"type\":\"subscribe\",\"id\":\"a\"}", "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":7}}",
			"{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":\"{ __typename }\",\"variables\":[]}}",
			"{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ __typename }\"}}",
			"{\"type\":\"complete\"}", "{\"type\":\"ping\",\"payload\":7}" })
	void invalidMessageClosesWith4400(String text) {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.sendText(text);
			assertThat(closed(testWebSocket)).isEqualTo(4400);
		}
	}

	@Test
	void subscribeBeforeInitClosesWith4401() {
		try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"))) {
			testWebSocket.subscribe("a", "{ __typename }", Map.of());
			assertThat(closed(testWebSocket)).isEqualTo(4401);
		}
	}

	@Test
	void secondInitClosesWith4429() {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.send(Map.of("type", "connection_init"));
			assertThat(closed(testWebSocket)).isEqualTo(4429);
		}
	}

	@Test
	void idInUseClosesWith4409() {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.subscribe("a", LIVE, Map.of());
			testWebSocket.subscribe("a", LIVE, Map.of());
			assertThat(closed(testWebSocket)).isEqualTo(4409);
		}
	}

	@Test
	void otherSubprotocolClosesWith4406() {
		for (String protocol : new String[] { "", "graphql-ws" }) {
			try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), Map.of(),
					protocol)) {
				assertThat(closed(testWebSocket)).isEqualTo(4406);
			}
		}
	}

	@Test
	void invalidOperationIsAnsweredWithErrors() {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.subscribe("a", "{ nothing }", Map.of());
			JsonNode error = testWebSocket.expect("error");
			assertThat(error.get("id").asString()).isEqualTo("a");
			assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
			testWebSocket.subscribe("a", "{", Map.of());
			assertThat(testWebSocket.expect("error").at("/payload/0/extensions/code").asString())
				.isEqualTo("GRAPHQL_PARSE_FAILED");
			testWebSocket.subscribe("a", "{ changes(after: \"nonsense\") { endCursor } }", Map.of());
			assertThat(testWebSocket.expect("next").at("/payload/errors/0/extensions/code").asString())
				.isEqualTo("BAD_USER_INPUT");
			testWebSocket.expect("complete");
		}
	}

	@Test
	void pingsAreAnsweredAndSent() {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.send(Map.of("type", "ping", "payload", Map.of("any", "thing")));
			testWebSocket.expect("pong");
			testWebSocket.pinged.orTimeout(10, TimeUnit.SECONDS).join();
			testWebSocket.send(Map.of("type", "pong"));
			testWebSocket.subscribe("a", "{ __typename }", Map.of());
			testWebSocket.expect("next");
		}
	}

	@Test
	void completedIdCanBeReused() {
		try (TestWebSocket testWebSocket = ready()) {
			testWebSocket.subscribe("a", LIVE, Map.of());
			testWebSocket.send(Map.of("type", "complete", "id", "a"));
			testWebSocket.send(Map.of("type", "complete", "id", "never begun"));
			testWebSocket.subscribe("a", "{ __typename }", Map.of());
			assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			testWebSocket.expect("complete");
		}
	}

	@Test
	void messageAboveOneMegabyteClosesWith1009() {
		try (TestWebSocket testWebSocket = ready()) {
			String message = "{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}";
			testWebSocket.sendText(message + " ".repeat(1_000_000));
			testWebSocket.expect("next");
			testWebSocket.expect("complete");
			testWebSocket.sendText(message + " ".repeat(1 << 20));
			assertThat(closed(testWebSocket)).isEqualTo(1009);
		}
	}

	@Test
	void thousandsOfOperationsAreAnsweredInOrder() {
		try (TestWebSocket testWebSocket = ready()) {
			for (int i = 0; i < 5_000; i++) {
				testWebSocket.subscribe("n" + i, "{ __typename }", Map.of());
			}
			Set<String> answered = new HashSet<>();
			Set<String> completed = new HashSet<>();
			for (int i = 0; i < 10_000; i++) {
				JsonNode message = Objects.requireNonNull(testWebSocket.poll(Duration.ofSeconds(10)));
				String id = message.get("id").asString();
				boolean isAnswer = message.get("type").asString().equals("next");
				assertThat(isAnswer ? answered.add(id) : answered.contains(id) && completed.add(id)).isTrue();
			}
			assertThat(completed).hasSize(5_000);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "authorization" })
	void initPayloadAuthenticates(String field) {
		assertThat(codeOfWriting(Map.of())).isEqualTo("UNAUTHENTICATED");
		assertThat(codeOfWriting(Map.of(field, "Bearer " + IntegrationTest.EDITOR_TOKEN))).isEqualTo("none");
		assertThat(codeOfWriting(Map.of("headers", Map.of(field, "bearer " + IntegrationTest.EDITOR_TOKEN))))
			.isEqualTo("none");
	}

	@Test
	void authorizationHeaderAuthenticates() {
		Map<String, String> headers = Map.of("Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN);
		try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), headers,
				"graphql-transport-ws")) {
			assertThat(codeOfWriting(testWebSocket, Map.of())).isEqualTo("none");
		}
		assertThatThrownBy(() -> TestWebSocket.open(this.graphQlTestClient.uri("/graphql"),
				Map.of("Authorization", "Bearer wrong"), "graphql-transport-ws"))
			.hasCauseInstanceOf(WebSocketHandshakeException.class);
	}

	@Test
	void unknownKeyClosesWith4401() {
		try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"))) {
			init(testWebSocket, Map.of("Authorization", "Bearer wrong"));
			assertThat(closed(testWebSocket)).isEqualTo(4401);
		}
	}

	@Test
	void revokedOrExpiredKeyClosesItsConnections() {
		String revoked = TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		String brief = TestApiKeys.createExpiring(this.keys, Set.of(Scope.EVENTS_WRITE),
				Instant.now().plus(Duration.ofSeconds(3)));
		try (TestWebSocket first = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"));
				TestWebSocket second = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"));
				TestWebSocket other = ready()) {
			init(first, Map.of("Authorization", "Bearer " + revoked));
			init(second, Map.of("Authorization", "Bearer " + brief));
			for (TestWebSocket testWebSocket : new TestWebSocket[] { first, second, other }) {
				if (testWebSocket != other) {
					testWebSocket.expect("connection_ack");
				}
				testWebSocket.subscribe("a", LIVE, Map.of());
			}
			TestApiKeys.revoke(this.keys, revoked);
			assertThat(closed(first)).isEqualTo(4401);
			assertThat(closed(second)).isEqualTo(4401);
			assertThat(other.closed).isNotDone();
		}
	}

	@Test
	void revokedKeyEndsItsEventStreams() throws Exception {
		String key = TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		HttpRequest request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.header("Authorization", "Bearer " + key)
			.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", LIVE))))
			.build();
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<Stream<String>> stream = http.send(request, BodyHandlers.ofLines());
			assertThat(stream.statusCode()).isEqualTo(200);
			TestApiKeys.revoke(this.keys, key);
			CompletableFuture<Long> lines = CompletableFuture.supplyAsync(() -> stream.body().count());
			assertThat(lines.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
		}
	}

	@Test
	void closedConnectionsAreForgotten() throws InterruptedException {
		int before = this.connections.size();
		for (int i = 0; i < 5; i++) {
			ready().close();
		}
		for (int time = 0; this.connections.size() > before && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(this.connections.size()).isLessThanOrEqualTo(before);
	}

	private String codeOfWriting(Map<String, ?> initPayload) {
		try (TestWebSocket testWebSocket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"))) {
			return codeOfWriting(testWebSocket, initPayload);
		}
	}

	private static String codeOfWriting(TestWebSocket testWebSocket, Map<String, ?> initPayload) {
		init(testWebSocket, initPayload);
		testWebSocket.expect("connection_ack");
		testWebSocket.subscribe("a", WRITE, Map.of());
		return testWebSocket.expect("next").at("/payload/errors/0/extensions/code").asString("none");
	}

	private static void init(TestWebSocket testWebSocket, Map<String, ?> payload) {
		testWebSocket.send(Map.of("type", "connection_init", "payload", payload));
	}

	private TestWebSocket ready() {
		return TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"));
	}

	private static int closed(TestWebSocket testWebSocket) {
		return testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join();
	}

}
