package dev.marquee.limits;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.introspection.IntrospectionQuery;
import graphql.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests that exceed a limit of size or depth, and those that just meet it.
 */
@IntegrationTest
class RequestLimitsTests {

	/** A rejection causes hardly any work; the rest is a margin for busy machines. */
	private static final Duration MAX_DURATION = Duration.ofSeconds(2);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	static List<Arguments> attacks() {
		return List.of(arguments("DEPTH_LIMIT_EXCEEDED", nested("events { nodes { venue { ", " } } }", "id", 9)),
				arguments("DEPTH_LIMIT_EXCEEDED", "{ a ".repeat(90) + "} ".repeat(90)),
				arguments("FIELD_LIMIT_EXCEEDED",
						"{ events { nodes { ...F0 } } } " + exponentialFragments(14, "id", "Event")),
				arguments("FIELD_LIMIT_EXCEEDED", "{ events { nodes { " + "name ".repeat(2600) + "} } }"),
				arguments("ROOT_FIELD_LIMIT_EXCEEDED", "{ " + aliases(101) + " }"),
				arguments("ROOT_FIELD_LIMIT_EXCEEDED", "{ " + "__typename ".repeat(500) + "}"),
				arguments("ROOT_FIELD_LIMIT_EXCEEDED", "{ ...F0 } " + exponentialFragments(6, "__typename", "Query")),
				arguments("ALIAS_LIMIT_EXCEEDED", "{ events { nodes { " + aliases(2450) + " } } }"),
				arguments("TOKEN_LIMIT_EXCEEDED", "{ " + aliases(4000) + " }"),
				arguments("CHARACTER_LIMIT_EXCEEDED", "{ " + aliases(14_000) + " }"),
				arguments("TOKEN_LIMIT_EXCEEDED", "{ __typename " + "@aa ".repeat(10_000) + "}"),
				arguments("TOKEN_LIMIT_EXCEEDED", "{ a" + ",".repeat(60_000) + "}"),
				arguments("CHARACTER_LIMIT_EXCEEDED", "{ a } #" + "x".repeat(100_000)),
				arguments("DIRECTIVE_LIMIT_EXCEEDED", "{ __typename " + "@aa ".repeat(10) + "}"),
				arguments("DIRECTIVE_LIMIT_EXCEEDED", "{ " + "a @skip(if: true) ".repeat(1001) + "}"),
				arguments("LIST_LIMIT_EXCEEDED", "{ nodes(ids: [" + "\"x\" ".repeat(1001) + "]) { id } }"),
				arguments("GRAPHQL_VALIDATION_FAILED", "{ " + "a ".repeat(50) + "}"),
				arguments("GRAPHQL_VALIDATION_FAILED",
						"{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
				arguments("GRAPHQL_VALIDATION_FAILED",
						"{ __schema { types { " + nested("fields { type { ", " } }", "name", 3).substring(1) + "} }"));
	}

	private static String aliases(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "a" + i + ": __typename").collect(Collectors.joining(" "));
	}

	private static String nested(String open, String close, String leaf, int times) {
		return "{ " + open.repeat(times) + leaf + close.repeat(times) + " } ";
	}

	/** Fragments that each spread the next one twice. */
	private static String exponentialFragments(int levels, String leaf, String type) {
		return IntStream.range(0, levels)
			.mapToObj((i) -> "fragment F" + i + " on " + type + " { ...F" + (i + 1) + " ...F" + (i + 1) + " } ")
			.collect(Collectors.joining()) + "fragment F" + levels + " on " + type + " { " + leaf + " }";
	}

	@ParameterizedTest
	@MethodSource("attacks")
	void oversizedDocumentIsRejectedQuickly(String code, String document) {
		long begin = System.nanoTime();
		JsonNode errors = this.graphQlTestClient.execute(document, Map.of()).get("errors");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MAX_DURATION);
		assertThat(errors.at("/0/extensions/code").asString()).isEqualTo(code);
		assertThat(errors.size()).isLessThanOrEqualTo(20);
		if (code.endsWith("LIMIT_EXCEEDED")) {
			assertThat(errors.at("/0/message").asString().replace(",", ""))
				.contains(errors.at("/0/extensions/limit").asString());
		}
		assertThat(this.graphQlTestClient.data("{ __typename }").get("__typename").asString()).isEqualTo("Query");
	}

	@Test
	void defaultAliasLimitIsOneHundred() {
		RequestLimits defaults = new RequestLimits(100_000, 10_000, 50_000, 20, 2500, 50, 100, 200, 5, 1000, 32);
		DocumentSizeCheck.check(new Parser().parseDocument("{ events { nodes { " + aliases(100) + " } } }"), defaults);
		assertThatExceptionOfType(OperationRejectedException.class).isThrownBy(() -> DocumentSizeCheck
			.check(new Parser().parseDocument("{ events { nodes { " + aliases(101) + " } } }"), defaults));
	}

	@Test
	void oversizedVariablesAreRejected() {
		Object nested = "x";
		for (int i = 0; i < 40; i++) {
			nested = List.of(nested);
		}
		assertVariablesRejected("VARIABLES_DEPTH_LIMIT_EXCEEDED", Map.of("x", nested));
		assertVariablesRejected("LIST_LIMIT_EXCEEDED", Map.of("x", Collections.nCopies(1001, 1)));
	}

	private void assertVariablesRejected(String code, Map<String, ?> variables) {
		JsonNode error = this.graphQlTestClient.error("{ __typename }", variables);
		assertThat(error.at("/extensions/code").asString()).isEqualTo(code);
	}

	@Test
	void introspectionQueryIsWithinLimits() {
		JsonNode schema = this.graphQlTestClient.data(IntrospectionQuery.INTROSPECTION_QUERY);
		assertThat(schema.at("/__schema/types").size()).isGreaterThan(50);
	}

}
