package dev.marquee.transport.http;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The members of every error, and internals that no error exposes.
 */
@IntegrationTest
class ErrorFormatTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private Exchange post(String document) {
		URI endpoint = this.graphQlTestClient.uri("/graphql");
		return Exchange.graphQl(endpoint, GraphQlTestClient.JSON.writeValueAsString(Map.of("query", document)));
	}

	@Test
	void errorHasOneCodeAndRequestId() {
		for (String document : new String[] { "{", "{ nothing }", "{ events(first: 0) { totalCount } }",
				"query A { __typename } query B { __typename }" }) {
			Exchange exchange = post(document);
			JsonNode extensions = exchange.error().get("extensions");
			assertThat(extensions.get("code").asString()).matches("[A-Z_]+");
			assertThat(extensions.has("classification")).isFalse();
			assertThat(extensions.get("requestId").asString()).isEqualTo(exchange.header("X-Request-Id"));
		}
	}

	@Test
	void containerErrorHasCodeAndRequestId() {
		URI endpoint = this.graphQlTestClient.uri("/graphql");
		for (Exchange exchange : new Exchange[] { Exchange.get(endpoint, Map.of("query", "x".repeat(9000))),
				Exchange.get(endpoint, Map.of("query", "{__typename}"), "X-Long", "x".repeat(9000)) }) {
			assertThat(exchange.status()).isEqualTo(400);
			assertThat(exchange.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
			assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
			assertThat(exchange.error().at("/extensions/requestId").asString())
				.isEqualTo(exchange.header("X-Request-Id"));
		}
	}

	@Test
	void argumentErrorsHideInternals() {
		Exchange exchange = post("mutation { createEvent(input: { name: \"x\" }) { userErrors { message } } }");
		assertThat(exchange.code()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
		assertThat(exchange.error().get("message").asString())
			.isEqualTo("`input.start` is required: its type is `EventTimeInput!`.");
	}

	@Test
	void errorsAreLimitedToTwenty() {
		String fields = IntStream.range(0, 50).mapToObj((number) -> "x" + number).collect(Collectors.joining(" "));
		assertThat(post("{ " + fields + " }").json().get("errors").size()).isEqualTo(20);
		String wrong = IntStream.range(0, 30)
			.mapToObj((number) -> "x" + number + ": events(first: 0) { totalCount }")
			.collect(Collectors.joining(" "));
		assertThat(post("{ " + wrong + " }").json().get("errors").size()).isEqualTo(20);
	}

	@Test
	void internalErrorsHideTheirCause() {
		TestDatabase.dsl().execute("alter table event_search rename to hidden");
		try {
			Exchange exchange = post("{ events { totalCount } }");
			assertThat(exchange.status()).isEqualTo(200);
			assertThat(exchange.code()).isEqualTo("INTERNAL_SERVER_ERROR");
			assertThat(exchange.error().get("message").asString())
				.isEqualTo("Internal error. Report it with the `requestId`.");
			assertThat(exchange.json().toString()).doesNotContainIgnoringCase("event_search")
				.doesNotContain("Exception", "SQL");
		}
		finally {
			TestDatabase.dsl().execute("alter table hidden rename to event_search");
		}
	}

}
