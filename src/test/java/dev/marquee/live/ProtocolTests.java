package dev.marquee.live;

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

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.access.ApiKeys;
import dev.marquee.access.Scope;
import dev.marquee.access.TestKeys;
import dev.marquee.change.Socket;
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
@WholeHouse
@Timeout(60)
class ProtocolTests {

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	/** Says by its error whether the caller is known. */
	private static final String WRITE = "mutation { createVenue(input: { name: \"\" }) { userErrors { code } } }";

	@Autowired
	Client client;

	@Autowired
	ApiKeys keys;

	@Autowired
	LiveConnections connections;

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "[]", "null", "{}", "{\"type\":\"start\"}", "{\"type\":\"next\",\"id\":\"a\"}",
			"{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}",
			"{\"type\":\"subscribe\",\"id\":\"a\"}", "{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":7}}",
			"{\"type\":\"subscribe\",\"id\":\"a\",\"payload\":{\"query\":\"{ __typename }\",\"variables\":[]}}",
			"{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ __typename }\"}}",
			"{\"type\":\"complete\"}", "{\"type\":\"ping\",\"payload\":7}" })
	void whatIsNoMessageClosesWith4400(String text) {
		try (Socket socket = ready()) {
			socket.sendText(text);
			assertThat(closed(socket)).isEqualTo(4400);
		}
	}

	@Test
	void whoHasNotGreetedMayNotSubscribe() {
		try (Socket socket = Socket.open(this.client.uri("/graphql"))) {
			socket.subscribe("a", "{ __typename }", Map.of());
			assertThat(closed(socket)).isEqualTo(4401);
		}
	}

	@Test
	void whoGreetsTwiceIsClosedWith4429() {
		try (Socket socket = ready()) {
			socket.send(Map.of("type", "connection_init"));
			assertThat(closed(socket)).isEqualTo(4429);
		}
	}

	@Test
	void anIdThatIsInUseClosesWith4409() {
		try (Socket socket = ready()) {
			socket.subscribe("a", LIVE, Map.of());
			socket.subscribe("a", LIVE, Map.of());
			assertThat(closed(socket)).isEqualTo(4409);
		}
	}

	@Test
	void anotherSubprotocolClosesWith4406() {
		for (String protocol : new String[] { "", "graphql-ws" }) {
			try (Socket socket = Socket.open(this.client.uri("/graphql"), Map.of(), protocol)) {
				assertThat(closed(socket)).isEqualTo(4406);
			}
		}
	}

	@Test
	void operationsThatCannotBeExecutedAreErrors() {
		try (Socket socket = ready()) {
			socket.subscribe("a", "{ nothing }", Map.of());
			JsonNode error = socket.next("error");
			assertThat(error.get("id").asString()).isEqualTo("a");
			assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
			socket.subscribe("a", "{", Map.of());
			assertThat(socket.next("error").at("/payload/0/extensions/code").asString())
				.isEqualTo("GRAPHQL_PARSE_FAILED");
			socket.subscribe("a", "{ changes(after: \"nonsense\") { endCursor } }", Map.of());
			assertThat(socket.next("next").at("/payload/errors/0/extensions/code").asString())
				.isEqualTo("BAD_USER_INPUT");
			socket.next("complete");
		}
	}

	@Test
	void pingsAreAnsweredAndSent() {
		try (Socket socket = ready()) {
			socket.send(Map.of("type", "ping", "payload", Map.of("any", "thing")));
			socket.next("pong");
			socket.pinged.orTimeout(10, TimeUnit.SECONDS).join();
			socket.send(Map.of("type", "pong"));
			socket.subscribe("a", "{ __typename }", Map.of());
			socket.next("next");
		}
	}

	@Test
	void whoHasCompletedHearsNoMoreAndMayUseTheIdAgain() {
		try (Socket socket = ready()) {
			socket.subscribe("a", LIVE, Map.of());
			socket.send(Map.of("type", "complete", "id", "a"));
			socket.send(Map.of("type", "complete", "id", "never begun"));
			socket.subscribe("a", "{ __typename }", Map.of());
			assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			socket.next("complete");
		}
	}

	@Test
	void aMessageMayBeAMegabyteAndNoMore() {
		try (Socket socket = ready()) {
			String message = "{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}";
			socket.sendText(message + " ".repeat(1_000_000));
			socket.next("next");
			socket.next("complete");
			socket.sendText(message + " ".repeat(1 << 20));
			assertThat(closed(socket)).isEqualTo(1009);
		}
	}

	@Test
	void thousandsOfOperationsOnASocketAreAllAnsweredAndEachInOrder() {
		try (Socket socket = ready()) {
			for (int i = 0; i < 5_000; i++) {
				socket.subscribe("n" + i, "{ __typename }", Map.of());
			}
			Set<String> answered = new HashSet<>();
			Set<String> completed = new HashSet<>();
			for (int i = 0; i < 10_000; i++) {
				JsonNode message = Objects.requireNonNull(socket.poll(Duration.ofSeconds(10)));
				String id = message.get("id").asString();
				boolean isAnswer = message.get("type").asString().equals("next");
				assertThat(isAnswer ? answered.add(id) : answered.contains(id) && completed.add(id)).isTrue();
			}
			assertThat(completed).hasSize(5_000);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "authorization" })
	void aKeyIsShownInTheGreeting(String field) {
		assertThat(codeOfWriting(Map.of())).isEqualTo("UNAUTHENTICATED");
		assertThat(codeOfWriting(Map.of(field, "Bearer " + WholeHouse.EDITOR))).isEqualTo("none");
		assertThat(codeOfWriting(Map.of("headers", Map.of(field, "bearer " + WholeHouse.EDITOR)))).isEqualTo("none");
	}

	@Test
	void aKeyIsShownInTheHeader() {
		Map<String, String> headers = Map.of("Authorization", "Bearer " + WholeHouse.EDITOR);
		try (Socket socket = Socket.open(this.client.uri("/graphql"), headers, "graphql-transport-ws")) {
			assertThat(codeOfWriting(socket, Map.of())).isEqualTo("none");
		}
		assertThatThrownBy(() -> Socket.open(this.client.uri("/graphql"), Map.of("Authorization", "Bearer wrong"),
				"graphql-transport-ws"))
			.hasCauseInstanceOf(WebSocketHandshakeException.class);
	}

	@Test
	void aKeyThatIsNotKnownClosesWith4401() {
		try (Socket socket = Socket.open(this.client.uri("/graphql"))) {
			greet(socket, Map.of("Authorization", "Bearer wrong"));
			assertThat(closed(socket)).isEqualTo(4401);
		}
	}

	@Test
	void aKeyThatIsRevokedOrExpiresEndsItsConnections() {
		String revoked = TestKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		String brief = TestKeys.createUntil(this.keys, Set.of(Scope.EVENTS_WRITE),
				Instant.now().plus(Duration.ofSeconds(3)));
		try (Socket first = Socket.open(this.client.uri("/graphql"));
				Socket second = Socket.open(this.client.uri("/graphql"));
				Socket other = ready()) {
			greet(first, Map.of("Authorization", "Bearer " + revoked));
			greet(second, Map.of("Authorization", "Bearer " + brief));
			for (Socket socket : new Socket[] { first, second, other }) {
				if (socket != other) {
					socket.next("connection_ack");
				}
				socket.subscribe("a", LIVE, Map.of());
			}
			TestKeys.revoke(this.keys, revoked);
			assertThat(closed(first)).isEqualTo(4401);
			assertThat(closed(second)).isEqualTo(4401);
			assertThat(other.closed).isNotDone();
		}
	}

	@Test
	void aStreamOfEventsEndsWithItsKeyToo() throws Exception {
		String key = TestKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		HttpRequest request = HttpRequest.newBuilder(this.client.uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.header("Authorization", "Bearer " + key)
			.POST(BodyPublishers.ofString(Client.JSON.writeValueAsString(Map.of("query", LIVE))))
			.build();
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<Stream<String>> stream = http.send(request, BodyHandlers.ofLines());
			assertThat(stream.statusCode()).isEqualTo(200);
			TestKeys.revoke(this.keys, key);
			CompletableFuture<Long> lines = CompletableFuture.supplyAsync(() -> stream.body().count());
			assertThat(lines.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
		}
	}

	@Test
	void nothingIsKeptOfAConnectionThatIsOver() throws InterruptedException {
		int before = this.connections.size();
		for (int i = 0; i < 5; i++) {
			ready().close();
		}
		for (int time = 0; this.connections.size() > before && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(this.connections.size()).isLessThanOrEqualTo(before);
	}

	private String codeOfWriting(Map<String, ?> greeting) {
		try (Socket socket = Socket.open(this.client.uri("/graphql"))) {
			return codeOfWriting(socket, greeting);
		}
	}

	private static String codeOfWriting(Socket socket, Map<String, ?> greeting) {
		greet(socket, greeting);
		socket.next("connection_ack");
		socket.subscribe("a", WRITE, Map.of());
		return socket.next("next").at("/payload/errors/0/extensions/code").asString("none");
	}

	private static void greet(Socket socket, Map<String, ?> payload) {
		socket.send(Map.of("type", "connection_init", "payload", payload));
	}

	private Socket ready() {
		return Socket.ready(this.client.uri("/graphql"));
	}

	private static int closed(Socket socket) {
		return socket.closed.orTimeout(10, TimeUnit.SECONDS).join();
	}

}
