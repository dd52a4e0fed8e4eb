package dev.marquee.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code /mcp} as an address: the transport "Streamable HTTP" of the Model Context
 * Protocol, without sessions and streams.
 */
@McpServerTest
class McpTransportTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

	private static final String INITIALIZE = """
			{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
			"clientInfo":{"name":"test","version":"1"}}}""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@ParameterizedTest
	@CsvSource({ "2025-03-26, 2025-03-26", "2025-06-18, 2025-06-18", "2025-11-25, 2025-11-25", "2099-01-01, 2025-11-25",
			"1.0, 2025-11-25" })
	void protocolVersionIsNegotiated(String requested, String negotiated) {
		HttpResponse<String> response = post(INITIALIZE.formatted(requested), "MCP-Protocol-Version", requested);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response).at("/id").asString()).isEqualTo("a");
		assertThat(json(response).at("/result/protocolVersion").asString()).isEqualTo(negotiated);
		assertThat(response.headers().firstValue("Mcp-Session-Id")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "2025-11-25, 200", "2025-03-26, 200", "2099-01-01, 400", "'', 400" })
	void requestsStateAProtocolVersionThatTheServerSpeaks(String version, int status) {
		HttpResponse<String> response = post(PING, "MCP-Protocol-Version", version);
		assertThat(response.statusCode()).isEqualTo(status);
		if (status == 400) {
			assertThat(json(response).at("/id").asInt()).isEqualTo(1);
			assertThat(json(response).at("/error/message").asString()).contains("2025-06-18");
		}
	}

	@Test
	void requestNeedsNoSessionAndNoVersion() {
		HttpResponse<String> response = post(PING);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "notifications/initialized", "notifications/cancelled", "notifications/unknown" })
	void notificationIsAccepted(String method) {
		HttpResponse<String> response = post("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}");
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{                                                                                 | 400 | -32700 | The body is not JSON
					[]                                                                                | 400 | -32700 | Batching is not supported
					"text"                                                                            | 400 | -32700 | must be a JSON object
					{"jsonrpc":"2.0"}                                                                 | 400 | -32600 | `method` must be a string
					{"jsonrpc":"2.0","id":1,"result":{}}                                              | 400 | -32600 | This server sends no requests
					{"jsonrpc":"1.0","id":1,"method":"ping"}                                          | 400 | -32600 | `jsonrpc` must be "2.0"
					{"jsonrpc":"2.0","id":null,"method":"ping"}                                       | 400 | -32600 | `id` must be a string or an integer
					{"jsonrpc":"2.0","id":1.5,"method":"ping"}                                        | 400 | -32600 | `id` must be a string or an integer
					{"jsonrpc":"2.0","id":{},"method":"ping"}                                         | 400 | -32600 | `id` must be a string or an integer
					{"jsonrpc":"2.0","id":99999999999999999999,"method":"ping"}                       | 400 | -32600 | `id` must be a string or an integer
					{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}                              | 400 | -32602 | `params` must be an object
					{"jsonrpc":"2.0","id":1,"method":"initialize"}                                    | 400 | -32602 | `params.protocolVersion`
					{"jsonrpc":"2.0","id":1,"method":"tools/call"}                                    | 400 | -32602 | `params.name`
					{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":[]}} | 400 | -32602 | `params.arguments`
					{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}              | 200 | -32602 | Unknown tool
					{"jsonrpc":"2.0","id":1,"method":"resources/list"}                                | 200 | -32601 | Method not found
					""")
	void malformedMessageIsAnErrorOfJsonRpc(String body, int status, int code, String message) {
		HttpResponse<String> response = post(body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(json(response).at("/jsonrpc").asString()).isEqualTo("2.0");
		assertThat(json(response).at("/error/code").asInt()).isEqualTo(code);
		assertThat(json(response).at("/error/message").asString()).contains(message);
		assertThat(response.body()).doesNotContain("stackTrace", "Exception", "modelcontextprotocol");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "PUT", "OPTIONS" })
	void otherMethodsAreNotAllowed(String method) {
		HttpResponse<String> response = send(
				HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp")).method(method, BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("POST");
		assertThat(json(response).at("/error/code").asInt()).isEqualTo(-32600);
	}

	@ParameterizedTest
	@CsvSource({ "'application/json, text/event-stream', 200", "application/json, 200", "*/*, 200",
			"text/event-stream, 406", "text/html, 406" })
	void answerIsJson(String accept, int status) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp"))
			.headers("Content-Type", "application/json", "Accept", accept)
			.POST(BodyPublishers.ofString(PING));
		assertThat(send(request).statusCode()).isEqualTo(status);
	}

	@Test
	void bodyHasTheLimitsOfGraphQl() {
		HttpResponse<String> large = post(
				"{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(1 << 20) + "\",\"method\":\"ping\"}");
		assertThat(large.statusCode()).isEqualTo(413);
		assertThat(json(large).at("/error/message").asString()).contains("1048576 bytes");
		HttpRequest.Builder form = HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp"))
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString(PING));
		assertThat(send(form).statusCode()).isEqualTo(415);
		assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":" + "{\"a\":".repeat(200) + "1"
				+ "}".repeat(201))
			.statusCode()).isEqualTo(400);
	}

	@Test
	void unknownKeyIsRefused() {
		assertThat(post(PING, "Authorization", "Bearer unknown").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "https://pages.example, 200", "http://localhost:6274, 200", "https://evil.example, 403", "null, 403" })
	void originIsChecked(String origin, int status) {
		HttpResponse<String> response = post(PING, "Origin", origin);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin").isPresent()).isEqualTo(status == 200);
	}

	@Test
	void pageOfAnAllowedOriginMayAskFirst() {
		HttpResponse<String> response = send(HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp"))
			.headers("Origin", "http://localhost:6274", "Access-Control-Request-Method", "POST",
					"Access-Control-Request-Headers", "content-type,mcp-protocol-version,authorization")
			.method("OPTIONS", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
			.contains("mcp-protocol-version");
	}

	/**
	 * The name of the page's host resolves to this server: its `Host` is that of the
	 * page.
	 */
	@ParameterizedTest
	@CsvSource({ "http://rebound.example, rebound.example, 403", "http://localhost:1, localhost:1, 200" })
	void pageOfAReboundNameIsRefused(String origin, String host, int status) {
		assertThat(exchange("""
				POST /mcp HTTP/1.1
				Host: %s
				Origin: %s
				Sec-Fetch-Site: same-origin
				Content-Type: application/json
				Content-Length: %d
				Connection: close

				%s""".formatted(host, origin, PING.length(), PING).replace("\n", "\r\n")))
			.startsWith("HTTP/1.1 " + status);
	}

	private String exchange(String request) {
		try (Socket socket = new Socket("localhost", this.graphQlTestClient.uri("/").getPort())) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpResponse<String> post(String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/mcp"))
			.headers("Content-Type", "application/json", "Accept", "application/json, text/event-stream")
			.POST(BodyPublishers.ofString(body));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode json(HttpResponse<String> response) {
		return GraphQlTestClient.JSON.readTree(response.body());
	}

}
