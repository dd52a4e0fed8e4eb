package dev.marquee.transport.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of other origins. The test server allows {@code https://pages.example} and local
 * pages.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class CorsTests {

	private static final String BODY = "{\"query\":\"{ __typename }\"}";

	private static final String SETTING = "spring.graphql.cors.allowed-origins";

	private static final String HEADERS = "content-type,authorization,traceparent,apollographql-client-name,"
			+ "x-requested-with,if-none-match,baggage";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private URI uri(String path) {
		return this.graphQlTestClient.uri(path);
	}

	private Exchange preflight(String path, String origin, String method) {
		return Exchange.send(HttpRequest.newBuilder(uri(path))
			.headers("Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers",
					HEADERS)
			.method("OPTIONS", BodyPublishers.noBody()));
	}

	private Exchange post(String... headers) {
		return Exchange.send(HttpRequest.newBuilder(uri("/graphql"))
			.POST(BodyPublishers.ofString(BODY))
			.header("Content-Type", "application/json")
			.headers(headers));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://pages.example", "http://localhost", "http://localhost:5173",
			"https://localhost:8443", "http://127.0.0.1:3000", "http://[::1]:5173" })
	void allowedOriginMayReadEverything(String origin) {
		for (String path : new String[] { "/graphql", "/graphql/schema", "/schema.graphql" }) {
			Exchange preflight = preflight(path, origin, path.equals("/graphql") ? "POST" : "GET");
			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(origin);
			assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,POST");
			assertThat(preflight.header("Access-Control-Allow-Headers").replace(" ", "")).isEqualTo(HEADERS);
			assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("7200");
			assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
			assertThat(preflight.header("Allow")).isEmpty();
		}
		for (String path : new String[] { "/graphql?query=%7B__typename%7D", "/graphql/schema", "/schema.graphql" }) {
			Exchange exchange = Exchange.send(HttpRequest.newBuilder(uri(path)).header("Origin", origin));
			assertThat(exchange.status()).isEqualTo(200);
			assertThat(exchange.header("Access-Control-Allow-Origin")).isEqualTo(origin);
			assertThat(exchange.header("Vary")).contains("Origin");
		}
		Exchange exchange = post("Origin", origin);
		assertThat(exchange.json().has("data")).isTrue();
		assertThat(exchange.header("Access-Control-Allow-Origin")).isEqualTo(origin);
		assertThat(exchange.header("Access-Control-Expose-Headers")).contains("ETag", "X-Request-Id", "Retry-After");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://pages.example", "https://pages.example.evil",
			"http://localhost.evil.example", "http://localhost:5173.evil.example", "http://evil.example:localhost",
			"http://127.0.0.1.evil.example", "http://127.0.0.2", "file://", "http://localhost:5173@evil.example",
			"ftp://localhost" })
	void otherOriginIsRefusedWithTheSetting(String origin) {
		for (String path : new String[] { "/graphql", "/graphql/schema", "/schema.graphql" }) {
			Exchange preflight = preflight(path, origin, "POST");
			assertThat(preflight.status()).isEqualTo(403);
			assertThat(preflight.code()).isEqualTo("FORBIDDEN");
			assertThat(preflight.header("Allow")).isEmpty();
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
		}
		Exchange exchange = post("Origin", origin);
		assertThat(exchange.status()).isEqualTo(403);
		assertThat(exchange.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(exchange.error().get("message").asString()).contains(SETTING, "SPRING_GRAPHQL_CORS_ALLOWED_ORIGINS");
	}

	@Test
	void methodThatDoesNotExistIsRefused() {
		Exchange preflight = preflight("/graphql", "http://localhost:5173", "PUT");
		assertThat(preflight.status()).isEqualTo(403);
		assertThat(preflight.code()).isEqualTo("FORBIDDEN");
		assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
	}

	@Test
	void invalidKeyIsReadableForAllowedPages() {
		Exchange exchange = post("Origin", "http://localhost:5173", "Authorization", "Bearer nonsense");
		assertThat(exchange.status()).isEqualTo(401);
		assertThat(exchange.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
	}

	@Test
	void pageBehindProxyThatReplacesHostIsAllowed() {
		Exchange exchange = post("Origin", "https://listings.example", "Sec-Fetch-Site", "same-origin");
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(post("Origin", "https://listings.example", "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:5173, 101", "https://pages.example, 101", "https://evil.example, 403" })
	void webSocketOriginIsChecked(String origin, int status) throws IOException {
		String response = handshake("Origin: " + origin);
		assertThat(response).startsWith("HTTP/1.1 " + status);
		if (status == 403) {
			assertThat(response).contains(SETTING, "\"code\":\"FORBIDDEN\"");
		}
	}

	private String handshake(String header) throws IOException {
		try (Socket socket = new Socket("localhost", uri("/").getPort())) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream().write(("""
					GET /graphql HTTP/1.1
					Host: localhost:1
					Upgrade: websocket
					Connection: Upgrade
					Sec-WebSocket-Version: 13
					Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
					Sec-WebSocket-Protocol: graphql-transport-ws
					%s

					""".formatted(header)).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
			byte[] start = new byte[2_000];
			int length = 0;
			while (length < start.length) {
				int read = socket.getInputStream().read(start, length, start.length - length);
				String text = new String(start, 0, length + Math.max(read, 0), StandardCharsets.UTF_8);
				if (read < 0 || text.startsWith("HTTP/1.1 101") || text.contains("requestId")) {
					return text;
				}
				length += read;
			}
			throw new AssertionError("The response is too long");
		}
	}

	@Test
	void refusedOriginIsLoggedOnce(CapturedOutput output) {
		for (int time = 0; time < 3; time++) {
			post("Origin", "https://logged-once.example");
		}
		assertThat(output.getOut().split("logged-once.example", -1)).hasSize(2);
		assertThat(output).contains(SETTING);
	}

	@Test
	void invalidOriginIsNotRepeated(CapturedOutput output) {
		Exchange exchange = post("Origin", "http://x`<b>");
		assertThat(exchange.error().get("message").asString()).startsWith("Pages of this origin may not");
		assertThat(output).doesNotContain("<b>");
	}

}
