package dev.marquee.transport.websocket;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations over WebSocket and server-sent events that name a stored document.
 */
@IntegrationTest
@Timeout(60)
class NamedDocumentsTests {

	/** In {@code documents/codegen.json}. */
	private static final String TRUSTED = "44d1b1a1b7bb2e5ba2ac1f0a92ef9c6c0a57c3f1";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void trustedDocumentIsFoundByItsId() {
		try (TestWebSocket testWebSocket = ready()) {
			subscribe(testWebSocket, Map.of("documentId", TRUSTED));
			assertThat(testWebSocket.expect("next").at("/payload/data").isObject()).isTrue();
			testWebSocket.expect("complete");
			subscribe(testWebSocket, Map.of("documentId", "nothing"));
			assertThat(code(testWebSocket.expect("error"))).isEqualTo("DOCUMENT_NOT_FOUND");
		}
	}

	@Test
	void persistedSubscriptionIsFoundByItsHash() throws Exception {
		String document = "subscription { x%s: eventChanges { cursor } }"
			.formatted(UUID.randomUUID().toString().replace('-', 'x'));
		String hash = HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
		Map<String, ?> extensions = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
		try (TestWebSocket testWebSocket = ready()) {
			subscribe(testWebSocket, Map.of("extensions", extensions));
			JsonNode error = testWebSocket.expect("error");
			assertThat(code(error)).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
			assertThat(error.at("/payload/0/message").asString()).isEqualTo("PersistedQueryNotFound");
			subscribe(testWebSocket, Map.of("query", document + " ", "extensions", extensions));
			assertThat(code(testWebSocket.expect("error"))).isEqualTo("PERSISTED_QUERY_HASH_MISMATCH");
			subscribe(testWebSocket, Map.of("query", document, "extensions", extensions));
			untilKnown(hash, extensions);
			testWebSocket.send(Map.of("id", "b", "type", "subscribe", "payload", Map.of("extensions", extensions)));
			testWebSocket.subscribe("c", "{ __typename }", Map.of());
			assertThat(testWebSocket.expect("next").get("id").asString()).isEqualTo("c");
		}
	}

	@Test
	void eventStreamOpensByDocumentId() throws Exception {
		HttpResponse<String> found = stream(Map.of("documentId", TRUSTED));
		assertThat(found.body()).contains("event:next", "\"data\":{", "event:complete");
		HttpResponse<String> missing = stream(Map.of("documentId", "nothing"));
		assertThat(missing.statusCode()).isEqualTo(200);
		assertThat(missing.body()).contains("event:next", "DOCUMENT_NOT_FOUND", "event:complete",
				"\"requestId\":\"" + missing.headers().firstValue("X-Request-Id").orElseThrow());
	}

	@Test
	void persistedEventStreamIsFoundByItsHash() throws Exception {
		String document = "query { x%s: __typename }".formatted(UUID.randomUUID().toString().replace('-', 'x'));
		String hash = HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
		Map<String, ?> extensions = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
		assertThat(stream(Map.of("extensions", extensions)).body()).contains("PERSISTED_QUERY_NOT_FOUND");
		assertThat(stream(Map.of("query", document, "extensions", extensions)).body()).contains("\"Query\"");
		assertThat(stream(Map.of("extensions", extensions)).body()).contains("\"Query\"");
	}

	private HttpResponse<String> stream(Map<String, ?> body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(body)))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	/** Over HTTP a subscription that is known is refused for another reason. */
	private void untilKnown(String hash, Map<String, ?> extensions) throws InterruptedException {
		String body = GraphQlTestClient.JSON.writeValueAsString(Map.of("extensions", extensions));
		for (int time = 0; time < 200; time++) {
			if (this.graphQlTestClient.send(body).body().contains("OPERATION_NOT_SUPPORTED")) {
				return;
			}
			Thread.sleep(25);
		}
		throw new AssertionError("Not kept: " + hash);
	}

	private static void subscribe(TestWebSocket testWebSocket, Map<String, ?> payload) {
		testWebSocket.send(Map.of("id", "a", "type", "subscribe", "payload", payload));
	}

	private static String code(JsonNode error) {
		return error.at("/payload/0/extensions/code").asString();
	}

	private TestWebSocket ready() {
		return TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"));
	}

}
