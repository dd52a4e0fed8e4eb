package dev.marquee.transport.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries by GET, and their HTTP caching.
 */
@IntegrationTest
class HttpGetTests {

	private static final Map<String, String> LISTINGS = Map.of("query",
			"{ events(first: 20) { nodes { id name description } } }");

	private static final String RESPONSE = "application/graphql-response+json";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	URI endpoint;

	@BeforeEach
	void populate() {
		this.endpoint = this.graphQlTestClient.uri("/graphql");
		RandomListings.populate(7, 30);
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@Test
	void queryParametersMatchBodyMembers() {
		Exchange exchange = Exchange.get(this.endpoint,
				Map.of("query", "query A { __typename } query B($n: Int!) { events(first: $n) { nodes { id } } }",
						"operationName", "B", "variables", "{\"n\":3}", "extensions", "{}"));
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.json().at("/data/events/nodes").size()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			                                           | `query` is missing
			?query=                                    | `query` is missing
			?query=%7B__typename%7D&variables=7        | `variables` must be a JSON object.
			?query=%7B__typename%7D&variables=%7B      | `variables` is not JSON
			?query=%7B__typename%7D&extensions=[]      | `extensions` is a list
			?query=%7B__typename%7D&query=%7B__typename%7D | `query` must be given once.
			""")
	void malformedQueryStringIsRejected(String query, String message) {
		URI uri = URI.create(this.endpoint + ((query != null) ? query.replace("[]", "%5B%5D") : ""));
		Exchange exchange = Exchange.send(HttpRequest.newBuilder(uri));
		assertThat(exchange.status()).isEqualTo(400);
		assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
		assertThat(exchange.error().get("message").asString()).startsWith(message);
		assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mutation { publishEvent(input: { id: \"evt_x\" }) { event { id } } }",
			"subscription { eventChanges { cursor } }" })
	void mutationAndSubscriptionReturn405(String document) {
		for (String accept : new String[] { RESPONSE, "application/json" }) {
			Exchange exchange = Exchange.get(this.endpoint, Map.of("query", document), "Accept", accept,
					"Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN);
			assertThat(exchange.status()).isEqualTo(405);
			assertThat(exchange.header("Allow")).isEqualTo("POST");
			assertThat(exchange.json().has("data")).isFalse();
			assertThat(exchange.code()).isEqualTo("METHOD_NOT_ALLOWED");
			assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
		}
	}

	@Test
	void anonymousResponseIsPubliclyCacheable() {
		Exchange exchange = Exchange.get(this.endpoint, LISTINGS);
		assertThat(exchange.header("Cache-Control")).isEqualTo("public, max-age=10");
		assertThat(exchange.header("Vary")).contains("Accept, Accept-Encoding, Authorization, Marquee-Person");
		assertThat(exchange.header("Pragma") + exchange.header("Expires") + exchange.header("Set-Cookie")).isEmpty();
	}

	@Test
	void authenticatedResponseIsPrivate() {
		Exchange exchange = Exchange.get(this.endpoint, LISTINGS, "Authorization",
				"Bearer " + IntegrationTest.EDITOR_TOKEN);
		assertThat(exchange.header("Cache-Control")).isEqualTo("private, no-cache");
		assertThat(exchange.header("ETag")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ events(first: 0) { totalCount } }", "{ nothing }", "{" })
	void errorResponseIsNotStored(String document) {
		Exchange exchange = Exchange.get(this.endpoint, Map.of("query", document));
		assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
		assertThat(exchange.header("ETag")).isEmpty();
	}

	@Test
	void postResponseIsNotStored() {
		Exchange exchange = Exchange.graphQl(this.endpoint, GraphQlTestClient.JSON.writeValueAsString(LISTINGS));
		assertThat(exchange.header("Cache-Control")).isEqualTo("no-store");
		assertThat(exchange.header("ETag")).isEmpty();
	}

	@Test
	void matchingEtagReturns304() {
		String tag = Exchange.get(this.endpoint, LISTINGS).header("ETag");
		assertThat(tag).matches("\"[0-9a-f]{32}\"");
		for (String known : new String[] { tag, "W/" + tag, "\"other\", " + tag, "*",
				tag.replaceFirst("\"$", "-gzip\"") }) {
			Exchange exchange = Exchange.get(this.endpoint, LISTINGS, "If-None-Match", known);
			assertThat(exchange.status()).isEqualTo(304);
			assertThat(exchange.bytes()).isEmpty();
			assertThat(exchange.header("ETag")).isEqualTo(tag);
			assertThat(exchange.header("Cache-Control")).isEqualTo("public, max-age=10");
			assertThat(exchange.header("Vary")).contains("Accept-Encoding");
		}
		assertThat(Exchange.get(this.endpoint, LISTINGS, "If-None-Match", "\"other\"").status()).isEqualTo(200);
	}

	@Test
	void changedResponseHasAnotherEtag() {
		String tag = Exchange.get(this.endpoint, LISTINGS).header("ETag");
		TestDatabase.dsl().execute("update event set name = name || ' (moved)'");
		Exchange exchange = Exchange.get(this.endpoint, LISTINGS, "If-None-Match", tag);
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.header("ETag")).isNotEqualTo(tag);
	}

	@Test
	void compressedResponseHasItsOwnEtag() throws IOException {
		Exchange plain = Exchange.get(this.endpoint, LISTINGS);
		assertThat(plain.header("Content-Encoding")).isEmpty();
		Exchange compressed = Exchange.get(this.endpoint, LISTINGS, "Accept-Encoding", "gzip, br");
		assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(compressed.bytes().length).isLessThan(plain.bytes().length);
		assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes())
			.isEqualTo(plain.bytes());
		assertThat(compressed.header("ETag")).isEqualTo(plain.header("ETag").replaceFirst("\"$", "-gzip\""));
		Exchange known = Exchange.get(this.endpoint, LISTINGS, "Accept-Encoding", "gzip", "If-None-Match",
				compressed.header("ETag"));
		assertThat(known.status()).isEqualTo(304);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GZip;q=0.5          | gzip
			*                   | gzip
			br, *;q=0.1         | gzip
			gzip;q=0, *         |
			gzip;q=0.0          |
			identity, br        |
			""")
	void compressionFollowsAcceptEncoding(String accept, String encoding) {
		Exchange exchange = Exchange.post(this.endpoint, GraphQlTestClient.JSON.writeValueAsString(LISTINGS),
				"Content-Type", "application/json", "Accept-Encoding", accept);
		assertThat(exchange.header("Content-Encoding")).isEqualTo((encoding != null) ? encoding : "");
	}

	@Test
	void smallResponseIsNotCompressed() {
		Exchange exchange = Exchange.get(this.endpoint, Map.of("query", "{ __typename }"), "Accept-Encoding", "gzip");
		assertThat(exchange.header("Content-Encoding")).isEmpty();
		assertThat(exchange.header("Content-Length")).isEqualTo(String.valueOf(exchange.bytes().length));
	}

	@Test
	void headReturnsHeadersOnly() {
		Exchange exchange = Exchange
			.send(Exchange.request(this.endpoint, LISTINGS).method("HEAD", BodyPublishers.noBody()));
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(exchange.header("ETag")).isEqualTo(Exchange.get(this.endpoint, LISTINGS).header("ETag"));
		assertThat(exchange.bytes()).isEmpty();
	}

}
