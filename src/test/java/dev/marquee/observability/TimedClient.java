package dev.marquee.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.marquee.GraphQlTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that measures how long the server takes to respond.
 */
final class TimedClient {

	static final String EDITOR_TOKEN = "outage-test-editor-token";

	static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(60);

	private final int port;

	TimedClient(int port) {
		this.port = port;
	}

	TimedResponse execute(String query) {
		return execute(query, EDITOR_TOKEN);
	}

	TimedResponse execute(String query, String token) {
		return post(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", query)), token);
	}

	TimedResponse post(String body, String token) {
		return send(HttpRequest.newBuilder(uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json")
			.header("Authorization", "Bearer " + token)
			.POST(BodyPublishers.ofString(body))
			.build());
	}

	int status(String path) {
		return send(HttpRequest.newBuilder(uri(path)).build()).status();
	}

	/** Repeats the query until it is served, and returns how long that took. */
	Duration awaitServed(String query) throws InterruptedException {
		long begin = System.nanoTime();
		while (execute(query).status() != 200) {
			Thread.sleep(20);
		}
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	/** Waits until the path has the status. */
	void awaitStatus(String path, int status) throws InterruptedException {
		long end = System.nanoTime() + STATUS_TIMEOUT.toNanos();
		while (status(path) != status) {
			assertThat(System.nanoTime()).as(path + " does not become " + status).isLessThan(end);
			Thread.sleep(50);
		}
	}

	private static TimedResponse send(HttpRequest request) {
		long begin = System.nanoTime();
		try {
			HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
			return new TimedResponse(response.statusCode(), response.headers().firstValue("Retry-After").orElse(""),
					response.body(), Duration.ofNanos(System.nanoTime() - begin));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	/**
	 * A response and the time until its arrival.
	 */
	record TimedResponse(int status, String retryAfter, String body, Duration elapsed) {

		void assertServed() {
			assertThat(this.status).as(this.body).isEqualTo(200);
			assertThat(this.body).doesNotContain("\"errors\"");
		}

		void assertUnavailableWithin(Duration limit) {
			assertThat(isUnavailable()).as(this.status + " " + this.body).isTrue();
			assertThat(this.elapsed).isLessThan(limit);
		}

		boolean isUnavailable() {
			return this.status == 503 && this.retryAfter.equals("1") && code().equals("SERVICE_UNAVAILABLE");
		}

		boolean isServedOrUnavailable() {
			return (this.status == 200) ? !this.body.contains("\"errors\"") : isUnavailable();
		}

		String summary() {
			return this.status + (this.body.contains("\"errors\"") ? " " + code() : "")
					+ (this.retryAfter.isEmpty() ? "" : ", Retry-After: " + this.retryAfter);
		}

		private String code() {
			JsonNode response = GraphQlTestClient.JSON.readTree(this.body);
			return response.at("/errors/0/extensions/code").asString();
		}

	}

}
