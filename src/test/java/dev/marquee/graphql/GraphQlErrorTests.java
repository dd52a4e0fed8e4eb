package dev.marquee.graphql;

import java.util.Collections;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class GraphQlErrorTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ events {                              | GRAPHQL_PARSE_FAILED
			{ nothing }                             | GRAPHQL_VALIDATION_FAILED
			{ eventByUrl(url: "ftp://x") { id } }   | GRAPHQL_VALIDATION_FAILED
			query A { __typename } query B { __typename } | OPERATION_RESOLUTION_FAILURE
			{ events(first: 0) { totalCount } }     | BAD_USER_INPUT
			""")
	void everyErrorHasACode(String document, String code) {
		assertThat(this.graphQlTestClient.error(document).at("/extensions/code").asString()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "file:///etc/passwd", "//host/path", "http://", "http://a b/", "",
			"https://a/\0", "not an address" })
	void urlOtherThanHttpIsRejected(String url) {
		JsonNode error = this.graphQlTestClient.error("query Find($url: Url!) { eventByUrl(url: $url) { id } }",
				Map.of("url", url));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
		assertThat(error.get("message").asString()).contains("absolute http or https URL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "evt_", "evt_x", "ven_00000000-0000-0000-0000-000000000000", "\0", "evt_0-0-0-0-0",
			"RXZlbnQ6MQ==", "\0_00000000-0000-0000-0000-000000000000" })
	void unknownIdIsNull(String id) {
		JsonNode data = this.graphQlTestClient
			.data("query Find($id: ID!) { node(id: $id) { id } event(id: $id) { id } }", Map.of("id", id));
		assertThat(data.get("node").isNull()).isTrue();
		assertThat(data.get("event").isNull()).isTrue();
	}

	@Test
	void nullForRequiredArgumentIsRejected() {
		JsonNode error = this.graphQlTestClient.error("query Find($id: ID = \"x\") { event(id: $id) { id } }",
				Collections.singletonMap("id", null));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{ events @include(if: $x) { totalCount } }", "{ events @skip(if: $x) { totalCount } }",
			"{ events { totalCount nodes { id @include(if: $x) } } }",
			"{ ...Below } fragment Below on Query { events { ... @skip(if: $x) { totalCount } } }" })
	void nullConditionIsRejected(String selection) {
		JsonNode error = this.graphQlTestClient.error("query Find($x: Boolean = true) " + selection,
				Collections.singletonMap("x", null));
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.get("message").asString())
			.isEqualTo("`if` must not be null, but `$x` is. Omit the variable to use the default.");
	}

	@Test
	void nullOutsideConditionsIsAccepted() {
		JsonNode data = this.graphQlTestClient.data("""
				query Find($x: Boolean = true, $y: Boolean = true) {
					events(filter: { hasImage: $x }) { totalCount @include(if: $y) } }
				""", Collections.singletonMap("x", null));
		assertThat(data.at("/events/totalCount").isNumber()).isTrue();
	}

	@Test
	void urlSchemeAndHostAreCaseInsensitive() {
		RandomListings.populate(1, 20);
		JsonNode event = this.graphQlTestClient.data("{ events { nodes { url } } }")
			.at("/events/nodes")
			.valueStream()
			.filter((node) -> !node.get("url").isNull())
			.findFirst()
			.orElseThrow();
		String url = event.get("url").asString();
		JsonNode found = this.graphQlTestClient.data("query Find($url: Url!) { eventByUrl(url: $url) { url } }",
				Map.of("url", url.replace("https://listings.example", "HTTPS://Listings.Example")));
		assertThat(found.at("/eventByUrl/url").asString()).isEqualTo(url);
	}

	@Test
	void moreThanOneHundredIdsAreRejected() {
		JsonNode error = this.graphQlTestClient.error("query Find($ids: [ID!]!) { nodes(ids: $ids) { id } }",
				Map.of("ids", Collections.nCopies(101, "x")));
		assertThat(error.get("message").asString()).isEqualTo("`ids` must have at most 100 elements, but has 101.");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void statementTimeoutReturnsTimeoutError() {
		JsonNode error = TestDatabase.dsl().transactionResult((blocking) -> {
			blocking.dsl().execute("lock table event_search in access exclusive mode");
			return this.graphQlTestClient.error("{ events { totalCount } }");
		});
		assertThat(error.at("/extensions/code").asString()).isEqualTo("TIMEOUT");
		assertThat(error.get("message").asString()).startsWith("The operation timed out");
		assertThat(this.graphQlTestClient.data("{ events { totalCount } }").has("events")).isTrue();
	}

}
