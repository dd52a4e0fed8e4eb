package dev.marquee.transport.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses that do not exist, and the small files that browsers and crawlers ask for.
 */
@IntegrationTest
class ErrorPageTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private Exchange get(String path, String accept) {
		return Exchange.send(HttpRequest.newBuilder(this.graphQlTestClient.uri(path)).header("Accept", accept));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/graphql/nothing", "/docs/nothing", "/error", "/graphiql/assets/nothing.js" })
	void unknownAddressIsAnErrorWithCode(String path) {
		for (String accept : new String[] { "*/*", "application/json", "text/html;q=0.5, application/json" }) {
			Exchange exchange = get(path, accept);
			assertThat(exchange.status()).isEqualTo(404);
			assertThat(exchange.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
			assertThat(exchange.code()).isEqualTo("NOT_FOUND");
			assertThat(exchange.error().get("message").asString())
				.isEqualTo("There is nothing at this address. GraphQL is at `/graphql`.");
			assertThat(exchange.error().at("/extensions/requestId").asString())
				.isEqualTo(exchange.header("X-Request-Id"));
		}
	}

	@Test
	void browserGetsAPageWithLinks() {
		Exchange exchange = get("/nothing", BROWSER);
		assertThat(exchange.status()).isEqualTo(404);
		assertThat(exchange.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
		assertThat(exchange.header("Vary")).contains("Accept");
		assertThat(new String(exchange.bytes(), StandardCharsets.UTF_8)).contains("<h1>404 Not Found</h1>",
				"<code>/graphql</code>", "href=\"/\"", "href=\"/graphiql\"", "href=\"/docs/\"",
				"href=\"/schema.graphql\"");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /schema.graphql", "PUT, /graphql/schema", "DELETE, /docs/", "POST, /robots.txt", "POST, /" })
	void unsupportedMethodIsAnErrorWithCode(String method, String path) {
		Exchange exchange = Exchange.send(
				HttpRequest.newBuilder(this.graphQlTestClient.uri(path)).method(method, BodyPublishers.ofString("{}")));
		assertThat(exchange.status()).isEqualTo(405);
		assertThat(exchange.header("Allow")).contains("GET");
		assertThat(exchange.code()).isEqualTo("METHOD_NOT_ALLOWED");
		assertThat(exchange.error().get("message").asString())
			.isEqualTo("This address does not support the method " + method + ".");
	}

	@Test
	void browserThatOpensTheEndpointIsSentToGraphiQl() {
		String page = new ClassPathResource("static/graphiql/index.html").exists() ? "./graphiql/" : "./";
		Exchange exchange = get("/graphql", BROWSER);
		assertThat(exchange.status()).isEqualTo(303);
		assertThat(exchange.header("Location")).isEqualTo(page);
		assertThat(exchange.header("Vary")).contains("Accept");
		assertThat(get("/graphql", "text/html").status()).isEqualTo(303);
		assertThat(get("/graphql?utm_source=x", BROWSER).status()).isEqualTo(303);
	}

	@Test
	void queriesAreNotRedirected() {
		Exchange query = get("/graphql?query=%7B__typename%7D", BROWSER);
		assertThat(query.status()).isEqualTo(200);
		assertThat(query.json().at("/data/__typename").asString()).isEqualTo("Query");
		assertThat(get("/graphql?query=%7B__typename%7D", "text/html").status()).isEqualTo(406);
		assertThat(get("/graphql", "*/*").status()).isEqualTo(400);
		assertThat(get("/graphql", "application/json").code()).isEqualTo("BAD_REQUEST");
		assertThat(get("/graphql?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22"
				+ "0".repeat(64) + "%22%7D%7D", BROWSER)
			.code()).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
	}

	@ParameterizedTest
	@CsvSource({ "/favicon.ico, image/", "/robots.txt, text/plain" })
	void smallFilesExist(String path, String type) {
		Exchange exchange = get(path, "*/*");
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.header("Content-Type")).startsWith(type);
		assertThat(exchange.bytes()).isNotEmpty();
	}

}
