package dev.marquee.schema;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema for tools: as a file in SDL, and by introspection.
 */
@IntegrationTest
class SchemaFileTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void schemaFileIsSdl() throws Exception {
		HttpResponse<String> response = send("GET");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/graphql;charset=UTF-8");
		TypeDefinitionRegistry schema = new SchemaParser().parse(response.body());
		assertThat(schema.getTypeOrNull("Event")).isNotNull();
		assertThat(schema.getDirectiveDefinition("cost")).isPresent();
		assertThat(response.body()).doesNotContain("directive @defer", "directive @stream",
				"experimental_disableErrorPropagation");
	}

	@Test
	void schemaFileIsCached() throws Exception {
		HttpResponse<String> response = send("GET");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> same = send("GET", "If-None-Match", tag);
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
		HttpResponse<String> compressed = send("GET", "Accept-Encoding", "gzip");
		assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
		String compressedTag = compressed.headers().firstValue("ETag").orElseThrow();
		assertThat(send("GET", "Accept-Encoding", "gzip", "If-None-Match", compressedTag).statusCode()).isEqualTo(304);
		HttpResponse<String> head = send("HEAD");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("ETag")).contains(tag);
	}

	@Test
	void introspectionListsOnlyDirectivesWithEffect() {
		assertThat(this.graphQlTestClient.data("{ __schema { directives { name } } }")
			.at("/__schema/directives")
			.valueStream()
			.map((directive) -> directive.get("name").asString())).contains("include", "skip", "deprecated", "cost")
			.doesNotContain("defer", "stream", "experimental_disableErrorPropagation");
	}

	private HttpResponse<String> send(String method, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.graphQlTestClient.uri("/schema.graphql"))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HTTP.send(request.build(), BodyHandlers.ofString());
	}

}
