package dev.marquee.transport.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.security.TestTokenIssuer;
import dev.marquee.transport.ConnectionRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A server with few connections for each owner, tokens of an issuer, and trusted
 * documents only.
 */
@Timeout(60)
class GuardedServerTests {

	private static final int CONNECTIONS = 3;

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	@TempDir
	static Path folder;

	static TestTokenIssuer testTokenIssuer;

	static ConfigurableApplicationContext server;

	static URI uri;

	private final List<TestWebSocket> open = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		testTokenIssuer = TestTokenIssuer.start();
		Path manifest = Files.writeString(folder.resolve("manifest.json"),
				GraphQlTestClient.JSON.writeValueAsString(Map.of("live", LIVE, "type", "{ __typename }")));
		server = new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(),
				"--marquee.editor-token=" + IntegrationTest.EDITOR_TOKEN,
				"--marquee.max-connections-per-key=" + CONNECTIONS,
				"--marquee.max-connections-per-address=" + CONNECTIONS,
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + testTokenIssuer.uri(),
				"--marquee.jwt-audience=marquee", "--marquee.trusted-documents=" + manifest,
				"--marquee.trusted-documents-only=true");
		uri = URI.create(
				"http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
	}

	@AfterAll
	static void stop() {
		server.close();
		testTokenIssuer.close();
	}

	@AfterEach
	void close() throws InterruptedException {
		this.open.forEach(TestWebSocket::close);
		ConnectionRegistry connections = server.getBean(ConnectionRegistry.class);
		for (int time = 0; connections.size() > 0 && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(connections.size()).isZero();
	}

	@Test
	void handshakeOfAddressWithTooManyConnectionsIsRefused() throws Exception {
		for (int i = 0; i < CONNECTIONS; i++) {
			greeted(Map.of());
		}
		assertThatThrownBy(() -> open()).hasCauseInstanceOf(WebSocketHandshakeException.class)
			.satisfies((ex) -> assertThat(((WebSocketHandshakeException) ex.getCause()).getResponse().statusCode())
				.isEqualTo(429));
		HttpResponse<Stream<String>> stream = stream(LIVE);
		assertThat(stream.statusCode()).isEqualTo(429);
		assertThat(stream.body().toList()).singleElement().asString().contains("TOO_MANY_CONNECTIONS");
		this.open.getFirst().close();
		this.open.removeFirst();
		until(CONNECTIONS - 1);
		greeted(Map.of());
	}

	@Test
	void keyWithTooManyConnectionsClosesTheNextWith4429() throws InterruptedException {
		Map<String, String> key = Map.of("Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN);
		for (int i = 0; i < CONNECTIONS; i++) {
			greeted(key);
		}
		TestWebSocket another = open();
		greet(another, key);
		assertThat(closed(another)).isEqualTo(4429);
		until(CONNECTIONS);
		greeted(Map.of());
	}

	@Test
	void expiredTokenClosesItsConnections() throws Exception {
		String token = testTokenIssuer.token(Duration.ofSeconds(4), Map.of());
		TestWebSocket lasting = greeted(
				Map.of("Authorization", "Bearer " + testTokenIssuer.token(Duration.ofMinutes(5), Map.of())));
		TestWebSocket testWebSocket = greeted(Map.of("Authorization", "Bearer " + token));
		testWebSocket.subscribe("a", LIVE, Map.of());
		HttpResponse<Stream<String>> stream = stream(LIVE, "Authorization", "Bearer " + token);
		assertThat(stream.statusCode()).isEqualTo(200);
		CompletableFuture<Long> lines = CompletableFuture.supplyAsync(() -> stream.body().count());
		assertThat(closed(testWebSocket)).isEqualTo(4401);
		assertThat(lines.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
		assertThat(lasting.closed).isNotDone();
		TestWebSocket late = open();
		greet(late, Map.of("Authorization", "Bearer " + token));
		assertThat(closed(late)).isEqualTo(4401);
	}

	@Test
	void tokenWithNulInSubjectIsRefusedOnAllTransports() throws Exception {
		String token = testTokenIssuer.token(Duration.ofMinutes(5), Map.of("sub", "a\0b"));
		HttpResponse<Stream<String>> response = stream("{ __typename }", "Authorization", "Bearer " + token);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\", "
				+ "error_description=\"The claim `sub` must have 1 to 255 characters, and no control characters.\"");
		JsonNode body = GraphQlTestClient.JSON.readTree(String.join("", response.body().toList()));
		assertThat(body.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
		assertThat(body.at("/errors/0/message").asString()).startsWith("The claim `sub` must");
		TestWebSocket testWebSocket = open();
		greet(testWebSocket, Map.of("Authorization", "Bearer " + token));
		assertThat(closed(testWebSocket)).isEqualTo(4401);
	}

	@Test
	void accessTokenOfRfc9068IsAccepted() throws Exception {
		String token = testTokenIssuer.tokenOfType("at+jwt");
		try (Stream<String> lines = stream("{ __typename }", "Authorization", "Bearer " + token).body()) {
			assertThat(lines.anyMatch((line) -> line.contains("\"Query\""))).isTrue();
		}
		greeted(Map.of("Authorization", "Bearer " + token));
	}

	@Test
	void trustedDocumentsAreEnforcedOnAllTransports() throws Exception {
		TestWebSocket testWebSocket = greeted(Map.of());
		testWebSocket.subscribe("a", "subscription { eventPublished { id } }", Map.of());
		assertThat(code(testWebSocket)).isEqualTo("DOCUMENT_NOT_TRUSTED");
		testWebSocket.subscribe("a", "{ changeCursor }", Map.of());
		assertThat(code(testWebSocket)).isEqualTo("DOCUMENT_NOT_TRUSTED");
		testWebSocket.subscribe("a", "{ __typename }", Map.of());
		assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
		testWebSocket.expect("complete");
		subscribe(testWebSocket, Map.of("documentId", "type"));
		assertThat(testWebSocket.expect("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
		testWebSocket.expect("complete");
		subscribe(testWebSocket, Map.of("documentId", "unknown"));
		assertThat(code(testWebSocket)).isEqualTo("DOCUMENT_NOT_FOUND");
		subscribe(testWebSocket, Map.of("extensions", Map.of("persistedQuery", Map.of("sha256Hash", "unknown"))));
		assertThat(code(testWebSocket)).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
		try (Stream<String> lines = stream("subscription { eventPublished { id } }").body()) {
			assertThat(lines.filter((line) -> line.startsWith("data:")).findFirst().orElseThrow())
				.contains("DOCUMENT_NOT_TRUSTED");
		}
	}

	private static void subscribe(TestWebSocket testWebSocket, Map<String, ?> payload) {
		testWebSocket.send(Map.of("id", "a", "type", "subscribe", "payload", payload));
	}

	private static String code(TestWebSocket testWebSocket) {
		JsonNode error = testWebSocket.expect("error");
		return error.at("/payload/0/extensions/code").asString();
	}

	private TestWebSocket open() {
		TestWebSocket testWebSocket = TestWebSocket.open(uri);
		this.open.add(testWebSocket);
		return testWebSocket;
	}

	private TestWebSocket greeted(Map<String, ?> payload) {
		TestWebSocket testWebSocket = open();
		greet(testWebSocket, payload);
		testWebSocket.expect("connection_ack");
		return testWebSocket;
	}

	private static void greet(TestWebSocket testWebSocket, Map<String, ?> payload) {
		testWebSocket.send(Map.of("type", "connection_init", "payload", payload));
	}

	private static int closed(TestWebSocket testWebSocket) {
		return testWebSocket.closed.orTimeout(15, TimeUnit.SECONDS).join();
	}

	private static void until(int connections) throws InterruptedException {
		ConnectionRegistry known = server.getBean(ConnectionRegistry.class);
		for (int time = 0; known.size() != connections && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(known.size()).isEqualTo(connections);
	}

	private static HttpResponse<Stream<String>> stream(String document, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document))));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
	}

}
