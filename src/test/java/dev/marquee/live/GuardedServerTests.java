package dev.marquee.live;

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

import dev.marquee.Client;
import dev.marquee.MarqueeApplication;
import dev.marquee.WholeHouse;
import dev.marquee.access.Issuer;
import dev.marquee.change.Socket;
import dev.marquee.database.TestDatabase;
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
 * A server that lets a caller have few connections, takes tokens of an issuer, and
 * executes nothing but trusted documents.
 */
@Timeout(60)
class GuardedServerTests {

	private static final int CONNECTIONS = 3;

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	@TempDir
	static Path folder;

	static Issuer issuer;

	static ConfigurableApplicationContext server;

	static URI uri;

	private final List<Socket> open = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		issuer = Issuer.start();
		Path manifest = Files.writeString(folder.resolve("manifest.json"),
				Client.JSON.writeValueAsString(Map.of("live", LIVE, "type", "{ __typename }")));
		server = new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--marquee.editor-token=" + WholeHouse.EDITOR,
				"--marquee.connections-per-caller=" + CONNECTIONS, "--marquee.connections-per-address=" + CONNECTIONS,
				"--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
				"--marquee.jwt-audience=marquee", "--marquee.trusted-documents=" + manifest,
				"--marquee.trusted-documents-only=true");
		uri = URI.create(
				"http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
	}

	@AfterAll
	static void stop() {
		server.close();
		issuer.close();
	}

	@AfterEach
	void close() throws InterruptedException {
		this.open.forEach(Socket::close);
		LiveConnections connections = server.getBean(LiveConnections.class);
		for (int time = 0; connections.size() > 0 && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(connections.size()).isZero();
	}

	@Test
	void anAddressWithTooManyConnectionsIsRefusedBeforeItConnects() throws Exception {
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
	void aKeyWithTooManyConnectionsClosesTheNextWith4429() throws InterruptedException {
		Map<String, String> key = Map.of("Authorization", "Bearer " + WholeHouse.EDITOR);
		for (int i = 0; i < CONNECTIONS; i++) {
			greeted(key);
		}
		Socket another = open();
		greet(another, key);
		assertThat(closed(another)).isEqualTo(4429);
		until(CONNECTIONS);
		greeted(Map.of());
	}

	@Test
	void aTokenThatExpiresEndsItsConnection() throws Exception {
		String token = issuer.token(Duration.ofSeconds(4), Map.of());
		Socket lasting = greeted(Map.of("Authorization", "Bearer " + issuer.token(Duration.ofMinutes(5), Map.of())));
		Socket socket = greeted(Map.of("Authorization", "Bearer " + token));
		socket.subscribe("a", LIVE, Map.of());
		HttpResponse<Stream<String>> stream = stream(LIVE, "Authorization", "Bearer " + token);
		assertThat(stream.statusCode()).isEqualTo(200);
		CompletableFuture<Long> lines = CompletableFuture.supplyAsync(() -> stream.body().count());
		assertThat(closed(socket)).isEqualTo(4401);
		assertThat(lines.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
		assertThat(lasting.closed).isNotDone();
		Socket late = open();
		greet(late, Map.of("Authorization", "Bearer " + token));
		assertThat(closed(late)).isEqualTo(4401);
	}

	@Test
	void noTransportIsAWayRoundTheTrustedDocuments() throws Exception {
		Socket socket = greeted(Map.of());
		socket.subscribe("a", "subscription { eventPublished { id } }", Map.of());
		assertThat(code(socket)).isEqualTo("DOCUMENT_NOT_TRUSTED");
		socket.subscribe("a", "{ changeCursor }", Map.of());
		assertThat(code(socket)).isEqualTo("DOCUMENT_NOT_TRUSTED");
		socket.subscribe("a", "{ __typename }", Map.of());
		assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
		socket.next("complete");
		subscribe(socket, Map.of("documentId", "type"));
		assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
		socket.next("complete");
		subscribe(socket, Map.of("documentId", "unknown"));
		assertThat(code(socket)).isEqualTo("DOCUMENT_NOT_FOUND");
		subscribe(socket, Map.of("extensions", Map.of("persistedQuery", Map.of("sha256Hash", "unknown"))));
		assertThat(code(socket)).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
		try (Stream<String> lines = stream("subscription { eventPublished { id } }").body()) {
			assertThat(lines.filter((line) -> line.startsWith("data:")).findFirst().orElseThrow())
				.contains("DOCUMENT_NOT_TRUSTED");
		}
	}

	private static void subscribe(Socket socket, Map<String, ?> payload) {
		socket.send(Map.of("id", "a", "type", "subscribe", "payload", payload));
	}

	private static String code(Socket socket) {
		JsonNode error = socket.next("error");
		return error.at("/payload/0/extensions/code").asString();
	}

	private Socket open() {
		Socket socket = Socket.open(uri);
		this.open.add(socket);
		return socket;
	}

	private Socket greeted(Map<String, ?> payload) {
		Socket socket = open();
		greet(socket, payload);
		socket.next("connection_ack");
		return socket;
	}

	private static void greet(Socket socket, Map<String, ?> payload) {
		socket.send(Map.of("type", "connection_init", "payload", payload));
	}

	private static int closed(Socket socket) {
		return socket.closed.orTimeout(15, TimeUnit.SECONDS).join();
	}

	private static void until(int connections) throws InterruptedException {
		LiveConnections known = server.getBean(LiveConnections.class);
		for (int time = 0; known.size() != connections && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(known.size()).isEqualTo(connections);
	}

	private static HttpResponse<Stream<String>> stream(String document, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(BodyPublishers.ofString(Client.JSON.writeValueAsString(Map.of("query", document))));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
	}

}
