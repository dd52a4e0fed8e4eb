package dev.marquee.transport.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Apollo's automatic persisted queries over HTTP.
 */
@IntegrationTest
class PersistedQueriesTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	String document;

	String hash;

	@BeforeEach
	void createDocument() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
		this.document = "{ x%s: __typename }".formatted(UUID.randomUUID().toString().replace('-', 'x'));
		this.hash = sha256(this.document);
	}

	private static String sha256(String text) {
		return Hashes.sha256Hex(text);
	}

	@Test
	void unknownHashReturnsPersistedQueryNotFound() {
		Exchange modern = post(null, this.hash, "application/graphql-response+json");
		assertThat(modern.status()).isEqualTo(400);
		assertNotFound(modern);
		Exchange legacy = post(null, this.hash, "application/json");
		assertThat(legacy.status()).isEqualTo(200);
		assertNotFound(legacy);
	}

	private static void assertNotFound(Exchange exchange) {
		assertThat(exchange.error().get("message").asString()).isEqualTo("PersistedQueryNotFound");
		assertThat(exchange.code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
		assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void documentIsRegisteredByItsHash() {
		assertThat(post(this.document, this.hash).json().has("data")).isTrue();
		assertThat(post(null, this.hash).json()).isEqualTo(post(this.document, this.hash).json());
		Exchange exchange = Exchange.get(this.endpoint, Map.of("extensions", extensions(this.hash)));
		assertThat(exchange.json().has("data")).isTrue();
		assertThat(exchange.header("Cache-Control")).startsWith("public");
	}

	@Test
	void documentIsRegisteredByGet() {
		Exchange missing = Exchange.get(this.endpoint, Map.of("extensions", extensions(this.hash)));
		assertNotFound(missing);
		Exchange sent = Exchange.get(this.endpoint,
				Map.of("query", this.document, "extensions", extensions(this.hash)));
		assertThat(sent.json().has("data")).isTrue();
		assertThat(post(null, this.hash).json().has("data")).isTrue();
	}

	@Test
	void mismatchedHashRegistersNothing() {
		String other = sha256(this.document + " ");
		Exchange exchange = post(this.document, other);
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("PERSISTED_QUERY_HASH_MISMATCH");
		assertNotFound(post(null, other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ nothing%s }", "{ x%s" })
	void invalidDocumentIsNotRegistered(String form) {
		String wrong = form.formatted(UUID.randomUUID().toString().replace('-', 'x'));
		assertThat(post(wrong, sha256(wrong)).json().has("data")).isFalse();
		assertNotFound(post(null, sha256(wrong)));
	}

	@Test
	void cacheSizeIsLimited() {
		PersistedQueries queries = new PersistedQueries(1000);
		for (int number = 0; number < 1000; number++) {
			queries.register("hash" + number, "x".repeat(90));
		}
		long cached = IntStream.range(0, 1000).filter((number) -> queries.find("hash" + number) != null).count();
		assertThat(cached).isLessThan(1000);
	}

	private Exchange post(@Nullable String query, String hash) {
		return post(query, hash, "application/graphql-response+json");
	}

	private Exchange post(@Nullable String query, String hash, String accept) {
		Map<String, Object> body = new HashMap<>();
		if (query != null) {
			body.put("query", query);
		}
		body.put("extensions", GraphQlTestClient.JSON.readTree(extensions(hash)));
		return Exchange.post(this.endpoint, GraphQlTestClient.JSON.writeValueAsString(body), "Content-Type",
				"application/json", "Accept", accept);
	}

	private static String extensions(String hash) {
		return "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}".formatted(hash);
	}

}
