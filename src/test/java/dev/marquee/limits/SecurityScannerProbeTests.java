package dev.marquee.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The standard probes of GraphQL security scanners. Two findings are intended: the schema
 * is public, and GraphiQL is part of the product. {@code RateLimitTests} covers a server
 * with introspection disabled.
 */
@IntegrationTest
class SecurityScannerProbeTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void introspectionIsEnabledByDefault() {
		assertThat(post("{__schema{types{name fields{name}}}}").at("/data/__schema/types").isArray()).isTrue();
	}

	@Test
	void graphiQlIsServedOutsideTheEndpoint() {
		assertThat(this.graphQlTestClient.get("/graphiql").statusCode()).isIn(200, 301, 302, 307, 308);
		HttpResponse<String> api = send(request("").header("Accept", "text/html").GET());
		assertThat(api.body().toLowerCase(Locale.ROOT)).doesNotContain("graphiql", "playground");
	}

	@Test
	void aliasOverloadingIsRejected() {
		assertThat(post("query cop { " + numbered("alias%d:__typename") + " }").has("data")).isFalse();
	}

	@Test
	void fieldDuplicationIsRejected() {
		assertThat(post("query cop { " + "__typename \n".repeat(500) + "}").has("data")).isFalse();
	}

	@Test
	void batchIsRejected() {
		String operation = "{\"query\": \"query cop { __typename }\"}";
		String batch = IntStream.range(0, 10).mapToObj((i) -> operation).collect(Collectors.joining(",", "[", "]"));
		HttpResponse<String> response = send(
				request("").header("Content-Type", "application/json").POST(BodyPublishers.ofString(batch)));
		assertThat(response.statusCode()).isBetween(400, 499);
		assertThat(response.body()).doesNotContain("\"data\"");
	}

	@Test
	void directiveOverloadingReturnsOneError() {
		JsonNode response = post("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }");
		assertThat(response.get("errors")).hasSize(1);
	}

	@Test
	void circularIntrospectionIsRejected() {
		JsonNode response = post("""
				query cop { __schema { types { fields { type { fields { type { fields { type { fields {
					type { name } } } } } } } } } } }""");
		assertThat(response.has("data")).isFalse();
	}

	@Test
	void mutationByGetIsRejected() {
		String mutation = URLEncoder.encode("mutation cop { __typename }", StandardCharsets.UTF_8);
		HttpResponse<String> response = send(request("?query=" + mutation).GET());
		assertThat(response.statusCode()).isBetween(400, 499);
		assertThat(response.body()).doesNotContain("\"data\"");
	}

	@Test
	void formEncodedPostIsRejected() {
		String form = "query=" + URLEncoder.encode("query cop { __typename }", StandardCharsets.UTF_8);
		for (String type : new String[] { "application/x-www-form-urlencoded", "text/plain" }) {
			HttpResponse<String> response = send(
					request("").header("Content-Type", type).POST(BodyPublishers.ofString(form)));
			assertThat(response.statusCode()).isEqualTo(415);
			assertThat(response.body()).doesNotContain("\"data\"");
		}
	}

	@Test
	void tracingExtensionIsIgnored() {
		JsonNode response = this.graphQlTestClient.executeWithExtensions(Map.of("tracing", true, "debug", true),
				"query cop { __typename }", Map.of());
		assertThat(response.has("extensions")).isFalse();
	}

	@Test
	void errorsSuggestNoFieldNames() {
		JsonNode response = post("query cop { __schema { directive } }");
		assertThat(response.at("/errors/0/message").asString()).isNotEmpty();
		assertThat(response.toString()).doesNotContainIgnoringCase("did you mean").doesNotContain("directives");
	}

	@Test
	void errorsHideInternals() {
		for (String document : new String[] { "qwerty cop { abc }", "{ events(first: 0) { nodes { id } } }",
				"query cop($x: Nothing) { a }", "{ events(after: \"\\u0000\") { nodes { id } } }" }) {
			JsonNode response = post(document);
			assertThat(response.at("/errors/0/extensions").propertyNames()).doesNotContain("exception", "stacktrace",
					"debug");
			assertThat(response.toString()).doesNotContain("java.", "org.springframework", "dev.marquee", "Exception");
		}
	}

	private static String numbered(String selection) {
		return IntStream.rangeClosed(0, 100).mapToObj(selection::formatted).collect(Collectors.joining(" "));
	}

	private JsonNode post(String document) {
		HttpResponse<String> response = this.graphQlTestClient
			.send(GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document)));
		try {
			return GraphQlTestClient.JSON.readTree(response.body());
		}
		catch (JacksonException ex) {
			throw new AssertionError(response.body(), ex);
		}
	}

	private HttpRequest.Builder request(String query) {
		return HttpRequest.newBuilder(URI.create(this.graphQlTestClient.uri("/graphql") + query));
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

}
