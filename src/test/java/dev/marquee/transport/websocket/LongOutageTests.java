package dev.marquee.transport.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.DatabaseProbe;
import dev.marquee.database.TestPostgres;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A server that loses its database for a long time.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LongOutageTests {

	private static final Duration MAX_OUTAGE = Duration.ofSeconds(7);

	private static final String LIVE = "subscription { eventChanges { cursor event { name } } }";

	@TempDir
	static Path folder;

	@Test
	void longDatabaseOutageClosesConnectionsAndResumingMissesNothing(CapturedOutput output) throws Exception {
		try (TestPostgres testPostgres = TestPostgres.startIn(folder);
				ConfigurableApplicationContext server = new SpringApplicationBuilder(MarqueeApplication.class).run(
						"--server.port=0", "--spring.datasource.url=" + TestPostgres.url(testPostgres.port()),
						"--marquee.max-database-outage=" + MAX_OUTAGE.toSeconds() + "s")) {
			URI uri = URI.create("http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port")
					+ "/graphql");
			String key = TestApiKeys.create(server.getBean(ApiKeys.class), Set.of(Scope.EVENTS_WRITE), null);
			String cursor = cursorAtOutage(testPostgres, server.getBean(DatabaseProbe.class), uri, key);
			assertThat(output.getOut()).containsOnlyOnce("Cannot check for revoked keys")
				.containsOnlyOnce("Revoked keys can be checked again")
				.doesNotContainPattern("(?s)Cannot read the change log.*Cannot read the change log");
			try (TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri)) {
				testWebSocket.subscribe("a", LIVE.replace("eventChanges", "eventChanges(after: \"" + cursor + "\")"),
						Map.of());
				assertThat(testWebSocket.expect("next").at("/payload/data/eventChanges/event/name").asString())
					.isEqualTo("Meanwhile");
			}
		}
	}

	private static String cursorAtOutage(TestPostgres testPostgres, DatabaseProbe databaseProbe, URI uri, String key)
			throws Exception {
		try (TestWebSocket testWebSocket = TestWebSocket.open(uri, Map.of("Authorization", "Bearer " + key),
				"graphql-transport-ws")) {
			testWebSocket.send(Map.of("type", "connection_init"));
			testWebSocket.expect("connection_ack");
			testWebSocket.subscribe("a", LIVE, Map.of());
			HttpResponse<Stream<String>> stream = stream(uri);
			CompletableFuture<Long> lines = CompletableFuture.supplyAsync(() -> stream.body().count());
			Thread.sleep(500);
			add(testPostgres, "Before");
			String cursor = testWebSocket.expect("next").at("/payload/data/eventChanges/cursor").asString();
			testPostgres.crash();
			long start = System.nanoTime();
			assertThat(testWebSocket.closed.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1013);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(MAX_OUTAGE.minusSeconds(1),
					MAX_OUTAGE.plusSeconds(3));
			lines.orTimeout(5, TimeUnit.SECONDS).join();
			assertThatThrownBy(() -> TestWebSocket.open(uri)).hasCauseInstanceOf(WebSocketHandshakeException.class)
				.satisfies((ex) -> assertThat(((WebSocketHandshakeException) ex.getCause()).getResponse().statusCode())
					.isEqualTo(503));
			assertThat(stream(uri).statusCode()).isEqualTo(503);
			testPostgres.start();
			add(testPostgres, "Meanwhile");
			while (!databaseProbe.isUp()) {
				Thread.sleep(25);
			}
			// Waits until the registry has checked the keys again.
			Thread.sleep(3000);
			return cursor;
		}
	}

	private static void add(TestPostgres testPostgres, String name) throws SQLException {
		try (Connection connection = testPostgres.connect(); Statement statement = connection.createStatement()) {
			statement.execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					values (gen_random_uuid(), '%s', '2030-01-01Z', '2030-01-01', 'UTC', 'MINUTE', 'STATED')"""
				.formatted(name));
		}
	}

	private static HttpResponse<Stream<String>> stream(URI uri) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri)
				.header("Content-Type", "application/json")
				.header("Accept", "text/event-stream")
				.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", LIVE))))
				.build(), BodyHandlers.ofLines());
	}

}
