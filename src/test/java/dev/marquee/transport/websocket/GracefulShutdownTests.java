package dev.marquee.transport.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that stops with open subscriptions and a running request.
 */
@Timeout(120)
class GracefulShutdownTests {

	private static final int SUBSCRIBERS = 1_000;

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	private static final String CREATE = "mutation { createVenue(input: { name: \\\"Hall\\\" }) { venue { name } } }";

	@Test
	void stopClosesSubscriptionsAndFinishesRequests() throws Exception {
		TestDatabase.clear();
		ConfigurableApplicationContext server = new SpringApplicationBuilder(MarqueeApplication.class).run(
				"--server.port=0", "--spring.datasource.url=" + TestDatabase.url(),
				"--marquee.editor-token=" + IntegrationTest.EDITOR_TOKEN);
		URI uri = URI.create(
				"http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
		List<TestWebSocket> sockets = new ArrayList<>();
		HttpClient http = HttpClient.newHttpClient();
		try {
			for (int i = 0; i < SUBSCRIBERS - 10; i++) {
				TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri);
				testWebSocket.subscribe("a", LIVE, Map.of());
				sockets.add(testWebSocket);
			}
			List<CompletableFuture<Long>> streams = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				HttpResponse<Stream<String>> stream = http.send(request(uri, "text/event-stream", LIVE),
						BodyHandlers.ofLines());
				streams.add(CompletableFuture.supplyAsync(() -> stream.body().count()));
			}
			CompletableFuture<HttpResponse<String>> response;
			Thread stopping = Thread.ofPlatform().unstarted(server::close);
			long start = System.nanoTime();
			try (Connection lock = TestDatabase.dataSource().getConnection()) {
				lock(lock);
				response = http.sendAsync(request(uri, "application/json", CREATE), BodyHandlers.ofString());
				Thread.sleep(500);
				assertThat(response.isDone() ? response.join().body() : "").isEmpty();
				start = System.nanoTime();
				stopping.start();
				for (TestWebSocket testWebSocket : sockets) {
					assertThat(testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1012);
				}
				for (CompletableFuture<Long> stream : streams) {
					stream.orTimeout(10, TimeUnit.SECONDS).join();
				}
				lock.rollback();
			}
			assertThat(response.orTimeout(10, TimeUnit.SECONDS).join().body()).contains("\"Hall\"");
			stopping.join(Duration.ofSeconds(10));
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			assertThat(took).isLessThan(Duration.ofSeconds(10));
			System.out.println("Stopped with " + SUBSCRIBERS + " subscribers in " + took.toMillis() + " ms");
		}
		finally {
			http.shutdownNow();
			sockets.forEach(TestWebSocket::close);
			server.close();
			TestDatabase.clear();
		}
	}

	/** Blocks writes to venues until the transaction ends. */
	private static void lock(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table venue in share mode");
		}
	}

	private static HttpRequest request(URI uri, String accepted, String document) {
		return HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.header("Accept", accepted)
			.header("Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN)
			.POST(BodyPublishers.ofString("{\"query\":\"" + document + "\"}"))
			.build();
	}

}
