package dev.marquee.transport.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Malformed requests, which get GraphQL responses.
 */
@IntegrationTest
class MalformedRequestTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	@BeforeEach
	void setEndpoint() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"query":                                                  | The body is not JSON (line 1, column
					{"query":"{ __typename }"} {}                              | The body is not JSON (line 1, column
					{'query':'{ __typename }'}                                 | The body is not JSON (line 1, column
					[{"query":"{ __typename }"}]                               | The body is a list; send one JSON object. Batching is not supported.
					"{ __typename }"                                           | The body must be a JSON object.
					null                                                       | The body must be a JSON object.
					{}                                                         | `query` is missing: send the document as a string.
					{"query":null}                                             | `query` is missing: send the document as a string.
					{"query":"  "}                                             | `query` is missing: send the document as a string.
					{"query":7}                                                | `query` must be a string.
					{"query":{"a":1}}                                          | `query` must be a string.
					{"query":"{ __typename }","operationName":false}           | `operationName` must be a string.
					{"query":"{ __typename }","variables":"{}"}                | `variables` must be an object.
					{"query":"{ __typename }","variables":[1]}                 | `variables` must be an object.
					{"query":"{ __typename }","extensions":3}                  | `extensions` must be an object.
					{"documentId":1}                                           | `documentId` must be a string.
					{"extensions":{"persistedQuery":7}}                        | `extensions.persistedQuery` must be an object with `sha256Hash`.
					""")
	void malformedBodyIsRejected(String body, String message) {
		for (String accept : new String[] { "application/graphql-response+json", "application/json",
				"text/event-stream" }) {
			Exchange exchange = Exchange.post(this.endpoint, body, "Content-Type", "application/json", "Accept",
					accept);
			assertThat(exchange.status()).isEqualTo(400);
			String expectedType = accept.equals("text/event-stream") ? "application/graphql-response+json" : accept;
			assertThat(exchange.header("Content-Type")).isEqualTo(expectedType + ";charset=utf-8");
			assertThat(exchange.json().has("data")).isFalse();
			assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
			assertThat(exchange.error().get("message").asString()).startsWith(message.strip());
			assertThat(exchange.error().at("/extensions/requestId").asString())
				.isEqualTo(exchange.header("X-Request-Id"));
		}
	}

	@Test
	void emptyBodyIsRejected() {
		assertThat(Exchange.graphQl(this.endpoint, "").status()).isEqualTo(400);
	}

	@Test
	void nullMembersAreTreatedAsAbsent() {
		Exchange exchange = Exchange.graphQl(this.endpoint,
				"{\"query\":\"{ __typename }\",\"operationName\":null,\"variables\":null,\"extensions\":null,\"id\":1}");
		assertThat(exchange.json().at("/data/__typename").asString()).isEqualTo("Query");
	}

	@ParameterizedTest
	@ValueSource(ints = { 101, 10_000, 400_000 })
	void deeplyNestedJsonIsRejected(int levels) {
		String body = "{\"query\":\"{ __typename }\",\"variables\":{\"x\":" + "[".repeat(levels) + "]".repeat(levels)
				+ "}}";
		Exchange exchange = Exchange.graphQl(this.endpoint, body);
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.error().get("message").asString()).startsWith("The body is nested deeper than 100 levels");
	}

	@Test
	void bodyOverOneMegabyteReturns413() {
		String body = "{\"query\":\"{ __typename }\",\"variables\":{\"x\":\"%s\"}}";
		int rest = 1024 * 1024 - body.length() + 2;
		assertThat(Exchange.graphQl(this.endpoint, body.formatted("x".repeat(rest))).status()).isEqualTo(200);
		Exchange tooLarge = Exchange.graphQl(this.endpoint, body.formatted("x".repeat(rest + 1)));
		assertThat(tooLarge.status()).isEqualTo(413);
		assertThat(tooLarge.code()).isEqualTo("CONTENT_TOO_LARGE");
		assertThat(tooLarge.error().get("message").asString())
			.isEqualTo("The body exceeds the limit of 1048576 bytes.");
	}

	@Test
	void chunkedBodyOverOneMegabyteReturns413() {
		byte[] body = " ".repeat(1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);
		Exchange exchange = Exchange.send(HttpRequest.newBuilder(this.endpoint)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
		assertThat(exchange.status()).isEqualTo(413);
		assertThat(exchange.code()).isEqualTo("CONTENT_TOO_LARGE");
		assertThat(exchange.header("Connection")).isEqualTo("close");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void unsupportedMethodReturns405(String method) {
		Exchange exchange = Exchange
			.send(HttpRequest.newBuilder(this.endpoint).method(method, BodyPublishers.ofString("{}")));
		assertThat(exchange.status()).isEqualTo(405);
		assertThat(exchange.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
		assertThat(exchange.code()).isEqualTo("METHOD_NOT_ALLOWED");
	}

	@Test
	void optionsReturnsAllowHeader() {
		Exchange exchange = Exchange
			.send(HttpRequest.newBuilder(this.endpoint).method("OPTIONS", BodyPublishers.noBody()));
		assertThat(exchange.status()).isEqualTo(204);
		assertThat(exchange.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ events {                                                | GRAPHQL_PARSE_FAILED
			{ nothing }                                               | GRAPHQL_VALIDATION_FAILED
			{ __typename @defer }                                     | GRAPHQL_VALIDATION_FAILED
			query A($id: ID!) { event(id: $id) { id } }               | GRAPHQL_VALIDATION_FAILED
			query A { __typename } query B { __typename }             | OPERATION_RESOLUTION_FAILURE
			subscription { eventChanges { cursor } }                  | OPERATION_NOT_SUPPORTED
			""")
	void requestErrorStatusDependsOnMediaType(String document, String code) {
		String body = GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document));
		Exchange modern = Exchange.graphQl(this.endpoint, body);
		assertThat(modern.status()).isEqualTo(400);
		assertThat(modern.json().has("data")).isFalse();
		assertThat(modern.code()).isEqualTo(code);
		Exchange legacy = Exchange.post(this.endpoint, body, "Content-Type", "application/json");
		assertThat(legacy.status()).isEqualTo(200);
		assertThat(legacy.code()).isEqualTo(code);
	}

	@Test
	void executedRequestWithErrorsReturns200() {
		Exchange exchange = Exchange.graphQl(this.endpoint, "{\"query\":\"{ events(first: 0) { totalCount } }\"}");
		assertThat(exchange.json().has("data")).isTrue();
		assertThat(exchange.status()).isEqualTo(200);
	}

	@Test
	void equalJsonQualityWinsOverEventStream() {
		Exchange exchange = Exchange.post(this.endpoint, "{\"query\":\"subscription { eventChanges { cursor } }\"}",
				"Content-Type", "application/json", "Accept",
				"application/graphql-response+json, application/json, text/event-stream, multipart/mixed");
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("OPERATION_NOT_SUPPORTED");
	}

	@Test
	void stalledBodyReturns408() throws IOException {
		String response = sendRaw("""
				POST /graphql HTTP/1.1
				Host: localhost
				Content-Type: application/json
				Content-Length: 100

				{"query":""");
		assertThat(response).startsWith("HTTP/1.1 408").contains("\"code\":\"REQUEST_TIMEOUT\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE /graphql HTTP/1.1", "GET /graphql?query=%zz HTTP/1.1",
			"GET /graphql?query=%ff HTTP/1.1" })
	void containerErrorIsAGraphQlResponse(String line) throws IOException {
		String response = sendRaw(line + "\nHost: localhost\nConnection: close\n\n");
		assertThat(response).startsWith("HTTP/1.1 4").contains("{\"errors\":[{\"message\":");
		assertThat(response).contains("X-Request-Id: ").contains("\"requestId\":\"");
	}

	private String sendRaw(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.endpoint.getPort())) {
			socket.setSoTimeout(15_000);
			socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
