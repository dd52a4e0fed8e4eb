package dev.marquee.query.compile;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value that an object has under several aliases is read once.
 * {@link DifferentialTests} shows that the responses are the same.
 */
@IntegrationTest
class SharedValueTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@BeforeEach
	void populate() {
		RandomListings.populate(17, 12);
		this.graphQlTestClient.data("{ __typename }");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			description                                  | \\.\"description\"         | 1
			faqs { answer }                              | \\.\"answer\"              | 1
			venue { name events(first: 2) { nodes { name } } } | from \"venue\"       | 1
			similar(first: 3) { name }                   | similar_events            | 1
			""")
	void equalSelectionsShareTheirValue(String field, String pattern, int count) {
		String once = statement("{ events(first: 2) { nodes { id a: " + field + " } } }");
		String aliased = statement("{ events(first: 2) { nodes { id "
				+ IntStream.range(0, 20).mapToObj((i) -> "a" + i + ": " + field).collect(Collectors.joining(" "))
				+ " } } }");
		assertThat(aliased.split(pattern)).hasSameSizeAs(once.split(pattern));
		assertThat(once.split(pattern).length).isGreaterThan(count);
	}

	@Test
	void highlightsOfEqualAliasesAreComputedOnce() {
		String statement = statement(
				"""
						{ events(filter: { search: "plain" }) {
							edges { a: highlights { fragments } b: highlights { fragments } c: highlights { fragments } } } }""");
		assertThat(statement.split("HighlightAll")).hasSize(4);
	}

	@Test
	void differentArgumentsOrSelectionsAreNotShared() {
		JsonNode data = this.graphQlTestClient.data(
				"""
						query Pages($two: Int!) {
							events { nodes { a: venue { name } b: venue { id } c: organizers { name } d: organizers { o: name } } }
							e: events(first: 1) { a: nodes { id } b: nodes { id } }
							f: venues(first: 1) { nodes { g: events(first: 1) { nodes { id } } h: events(first: $two) { nodes { id } }
								i: events(first: 1) { nodes { id } } } } }""",
				Map.of("two", 2));
		assertThat(data.at("/e/a")).isEqualTo(data.at("/e/b")).isNotEmpty();
		assertThat(data.at("/events/nodes")).isNotEmpty().allSatisfy((event) -> {
			assertThat(event.at("/a/id").isMissingNode()).isTrue();
			assertThat(event.at("/b/name").isMissingNode()).isTrue();
			assertThat(event.at("/d").findValuesAsString("o")).isEqualTo(event.at("/c").findValuesAsString("name"));
		});
		data.at("/f/nodes").forEach((venue) -> {
			assertThat(venue.get("g")).isEqualTo(venue.get("i"));
			assertThat(venue.at("/h/nodes").size()).isGreaterThanOrEqualTo(venue.at("/g/nodes").size());
		});
	}

	/** The first execution fills the cache, the second and third use it. */
	@Test
	void sharedFragmentsComeFromTheCache() {
		String document = """
				{ events { a: nodes { id venue { name } tickets { name } } b: nodes { id venue { name } tickets { name } }
					edges { x: node { id venue { name } faqs { answer } } y: node { id venue { name } faqs { answer } } } } }""";
		JsonNode first = this.graphQlTestClient.data(document);
		assertThat(first.at("/events/a")).isEqualTo(first.at("/events/b")).isNotEmpty();
		for (int i = 0; i < 3; i++) {
			assertThat(this.graphQlTestClient.data(document)).isEqualTo(first);
		}
		this.statementRecorder.reset();
		assertThat(this.graphQlTestClient.data(document)).isEqualTo(first);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		assertThat(this.statementRecorder.recorded().getFirst()).doesNotContain("ticket");
	}

	private String statement(String document) {
		this.statementRecorder.reset();
		this.graphQlTestClient.data(document);
		return this.statementRecorder.recorded().getFirst();
	}

}
