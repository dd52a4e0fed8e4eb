package dev.marquee.packaged;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import dev.marquee.GraphQlTestClient;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar with structured logs, traces and a shutdown delay.
 */
class PackagedOperationsTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private final HttpClient http = HttpClient.newHttpClient();

	private final Queue<String> traces = new ConcurrentLinkedQueue<>();

	private final Queue<String> logLines = new ConcurrentLinkedQueue<>();

	private HttpServer collector;

	private Process marquee;

	private int port;

	@BeforeEach
	void start() throws Exception {
		this.collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		this.collector.createContext("/v1/traces", (exchange) -> {
			this.traces.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.collector.start();
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-jar", Path.of("target/marquee.jar").toAbsolutePath().toString(), "--server.port=" + this.port)
			.redirectErrorStream(true);
		builder.environment().put("SPRING_DATASOURCE_URL", TestDatabase.url());
		builder.environment()
			.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + this.collector.getAddress().getPort());
		builder.environment().put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
		builder.environment().put("LOGGING_LEVEL_DEV_MARQUEE_OBSERVABILITY", "debug");
		builder.environment().put("MARQUEE_SHUTDOWN_DELAY", "2s");
		this.marquee = builder.start();
		Thread.ofVirtual()
			.start(() -> this.marquee.inputReader(StandardCharsets.UTF_8).lines().forEach(this.logLines::add));
		await(() -> this.logLines.stream().anyMatch((line) -> line.startsWith("Marquee is ready")));
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.marquee.destroy();
		this.marquee.waitFor(30, TimeUnit.SECONDS);
		this.collector.stop(0);
	}

	@Test
	void structuredLogsTracesAndShutdownDelayWork() throws Exception {
		String response = post("""
				{"query": "query Upcoming { events { totalCount } }", "operationName": "Upcoming"}""");
		assertThat(response).contains("totalCount");

		await(() -> findLogLine("Executed in ") != null);
		JsonNode line = findLogLine("Executed in ");
		assertThat(line.at("/log/level").asString()).isEqualTo("DEBUG");
		assertThat(line.get("requestId").asString()).isNotBlank();
		assertThat(line.get("operation").asString()).isEqualTo("Upcoming");
		assertThat(line.get("traceId").asString()).isEqualTo(TRACE);

		await(() -> this.traces.stream().anyMatch((trace) -> trace.contains("Upcoming")));
		assertThat(String.join("", this.traces)).contains("graphql.operation.name")
			.contains("db.query.text")
			.contains("select ")
			.contains("marquee");

		assertThat(status("/readyz")).isEqualTo(200);
		this.marquee.destroy();
		await(() -> status("/readyz") == 503);
		assertThat(status("/livez")).isEqualTo(200);
		assertThat(post("{\"query\": \"{ events { totalCount } }\"}")).contains("totalCount");
		assertThat(this.marquee.waitFor(15, TimeUnit.SECONDS)).isTrue();
	}

	private JsonNode findLogLine(String message) {
		List<JsonNode> found = this.logLines.stream()
			.filter((line) -> line.startsWith("{"))
			.map(GraphQlTestClient.JSON::readTree)
			.filter((line) -> line.path("message").asString().startsWith(message))
			.toList();
		return found.isEmpty() ? null : found.getFirst();
	}

	private String post(String body) throws Exception {
		return send(HttpRequest.newBuilder(uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
			.POST(BodyPublishers.ofString(body))
			.build()).body();
	}

	private int status(String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(path)).build()).statusCode();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private void await(ThrowingCondition throwingCondition) throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!throwingCondition.isMet()) {
			if (System.nanoTime() > end) {
				throw new AssertionError(
						"The condition was not met in time; the logs are:\n" + String.join("\n", this.logLines));
			}
			Thread.sleep(20);
		}
	}

	/**
	 * A condition to wait for.
	 */
	private interface ThrowingCondition {

		boolean isMet() throws Exception;

	}

}
