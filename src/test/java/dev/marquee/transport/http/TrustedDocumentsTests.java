package dev.marquee.transport.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.marquee.graphql.MemoryAccount;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.text.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Trusted documents. The test server has those of {@code documents/codegen.json} and
 * executes others too.
 */
@IntegrationTest
class TrustedDocumentsTests {

	private static final String FIRST = "8f4e5a0d9f4b1c8f7d0a3a1be2e0a9c45c2f3d4a5b6c7d8e9f00112233445566";

	private static final String ROOT = "44d1b1a1b7bb2e5ba2ac1f0a92ef9c6c0a57c3f1";

	private static final String APOLLO = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	WebGraphQlHandler handler;

	@Autowired
	ExecutionGraphQlService service;

	@Autowired
	JsonMapper json;

	@ParameterizedTest
	@ValueSource(strings = { "sha256:" + FIRST, FIRST, ROOT })
	void trustedDocumentIsFoundById(String id) {
		URI endpoint = this.graphQlTestClient.uri("/graphql");
		assertThat(Exchange.graphQl(endpoint, "{\"documentId\":\"" + id + "\"}").json().has("data")).isTrue();
		Exchange exchange = Exchange.get(endpoint, Map.of("documentId", id));
		assertThat(exchange.json().has("data")).isTrue();
		assertThat(exchange.header("Cache-Control")).startsWith("public");
	}

	@Test
	void unknownDocumentIdIsRejected() {
		Exchange exchange = Exchange.graphQl(this.graphQlTestClient.uri("/graphql"), "{\"documentId\":\"sha256:abc\"}");
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("DOCUMENT_NOT_FOUND");
	}

	@Test
	void queryThatDiffersFromDocumentIdIsRejected() {
		Exchange exchange = Exchange.graphQl(this.graphQlTestClient.uri("/graphql"),
				"{\"documentId\":\"" + FIRST + "\",\"query\":\"{ __typename }\"}");
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
	}

	@Test
	void trustedDocumentIsFoundByPersistedQueryHash() {
		Exchange exchange = Exchange.graphQl(this.graphQlTestClient.uri("/graphql"),
				"{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + FIRST + "\"}}}");
		assertThat(exchange.json().has("data")).isTrue();
	}

	@Test
	void apolloManifestIsRead() {
		TrustedDocuments documents = TrustedDocuments.read(Path.of("src/test/resources/documents/apollo.json"));
		assertThat(documents.find(APOLLO)).isEqualTo("query Typename { __typename }");
		assertThat(documents.find("sha256:" + APOLLO)).isEqualTo("query Typename { __typename }");
		assertThat(documents.contains("query Typename { __typename }")).isTrue();
		assertThat(documents.contains("query Typename { __typename } ")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "[]", "{}", "{\"a\":1}", "{\"operations\":[]}",
			"{\"operations\":[{\"id\":\"a\"}]}" })
	void invalidManifestFailsStartup(String text, @TempDir Path folder) throws IOException {
		Path manifest = Files.writeString(folder.resolve("manifest.json"), text);
		assertThatThrownBy(() -> TrustedDocuments.read(manifest)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("manifest.json");
	}

	@Test
	void trustedOnlyRejectsOtherDocuments() throws Exception {
		GraphQlEndpoint endpoint = trustedOnlyEndpoint();
		assertThat(handle(endpoint, "{\"documentId\":\"" + APOLLO + "\"}").has("data")).isTrue();
		assertThat(handle(endpoint, "{\"query\":\"query Typename { __typename }\"}").has("data")).isTrue();
		assertThat(code(handle(endpoint, "{\"query\":\"{ __typename }\"}"))).isEqualTo("DOCUMENT_NOT_TRUSTED");
		String hash = "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}";
		assertThat(handle(endpoint, "{" + hash.formatted(APOLLO) + "}").has("data")).isTrue();
		assertThat(code(handle(endpoint, "{" + hash.formatted(FIRST) + "}")))
			.isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
		String other = "{ __typename }";
		String real = Hashes.sha256Hex(other);
		assertThat(code(handle(endpoint, "{\"query\":\"" + other + "\"," + hash.formatted(real) + "}")))
			.isEqualTo("DOCUMENT_NOT_TRUSTED");
	}

	@Test
	void trustedOnlyInterceptorRejectsOtherDocuments() {
		WebGraphQlHandler guarded = WebGraphQlHandler.builder(this.service)
			.interceptors(List.of(new TrustedDocumentsInterceptor(documentResolver())))
			.build();
		WebGraphQlResponse response = guarded.handleRequest(request("{ __typename }")).block();
		assertThat(response.getErrors().getFirst().getExtensions()).containsEntry("code", "DOCUMENT_NOT_TRUSTED");
		assertThat(guarded.handleRequest(request("query Typename { __typename }")).block().getErrors()).isEmpty();
	}

	private static WebGraphQlRequest request(String document) {
		return new WebGraphQlRequest(URI.create("/graphql"), new HttpHeaders(), null, null, Map.of(),
				Map.of("query", document), "1", null);
	}

	private GraphQlEndpoint trustedOnlyEndpoint() {
		return new GraphQlEndpoint(this.handler, new GraphQlRequestReader(new JsonBodyReader(10_000)),
				documentResolver(), new CachePolicy(Duration.ofSeconds(10)), this.json,
				(operation, request, servletResponse) -> operation.apply(MemoryAccount.UNLIMITED).block(), "./");
	}

	private static DocumentResolver documentResolver() {
		return new DocumentResolver(TrustedDocuments.read(Path.of("src/test/resources/documents/apollo.json")),
				new PersistedQueries(10_000), true);
	}

	private static JsonNode handle(GraphQlEndpoint endpoint, String body) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
		request.setContentType("application/json");
		request.setContent(body.getBytes(StandardCharsets.UTF_8));
		MockHttpServletResponse response = new MockHttpServletResponse();
		endpoint.handleRequest(request, response);
		return GraphQlTestClient.JSON.readTree(response.getContentAsByteArray());
	}

	private static String code(JsonNode response) {
		return response.at("/errors/0/extensions/code").asString();
	}

}
