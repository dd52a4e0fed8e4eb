package dev.marquee.query.execute;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each root field is one statement, which is the same for the same document.
 */
@IntegrationTest
class StatementCountTests {

	private static final String DEEP_QUERY = """
			query Deep($first: Int, $after: String, $withFaqs: Boolean = true) {
				events(first: $first, after: $after) {
					totalCount
					pageInfo { hasNextPage hasPreviousPage endCursor }
					edges { cursor node { id name start { local } categories { slug }
						tickets { price { amount } } gallery { url } faqs @include(if: $withFaqs) { question } sources { name }
						organizers { name events(first: 2) { nodes { name venue { name } } } }
						venue { name soon: events(first: 1) { nodes { name organizer { name } } }
							late: events(last: 1) { nodes { name venue { events { totalCount } } } } } } }
				}
			}
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	PlanCache planCache;

	@BeforeEach
	void fill() {
		RandomListings.populate(11, 60);
		this.graphQlTestClient.data("{ __typename }");
		this.statementRecorder.reset();
	}

	@Test
	void deepQueryIsOneStatementForAnyRowCount() {
		assertThat(this.graphQlTestClient.data(DEEP_QUERY, Map.of("first", 1)).at("/events/edges")).hasSize(1);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
		this.statementRecorder.reset();
		assertThat(this.graphQlTestClient.data(DEEP_QUERY, Map.of("first", 60)).at("/events/edges")).hasSize(60);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	@Test
	void everyRootFieldIsOneStatement() {
		this.graphQlTestClient.data("""
				{
					categories { name }
					venues(first: 2) { nodes { name } }
					node(id: "evt_00000000-0000-0000-0000-000000000000") { id }
					nodes(ids: ["evt_00000000-0000-0000-0000-000000000000", "x"]) { id }
				}
				""");
		assertThat(this.statementRecorder.recorded()).hasSize(4);
	}

	/**
	 * PostgreSQL copies the text of a prepared statement for each execution, also if
	 * nothing recurs.
	 */
	@Test
	void textOfOccurrencesStandsOnceInTheListOfUpcomingEvents() {
		this.graphQlTestClient.data("{ events(filter: { when: UPCOMING }) { nodes { id } } }");
		assertThat(this.statementRecorder.recorded()).singleElement()
			.asString()
			.containsOnlyOnce("_recurring\".\"name_key\"")
			.contains("with \"t1_rows\" as not materialized");
	}

	@Test
	void textOfAScanHasNoListOfColumns() {
		this.graphQlTestClient.data("{ events(filter: { hasImage: true }) { nodes { id } } }");
		assertThat(this.statementRecorder.recorded()).singleElement().asString().doesNotContain("name_key");
	}

	@Test
	void otherVariablesReusePlanAndStatement() {
		JsonNode page = this.graphQlTestClient.data(DEEP_QUERY, Map.of("first", 5));
		Map<String, Object> second = Map.of("first", 5, "after", page.at("/events/pageInfo/endCursor").asString());
		JsonNode next = this.graphQlTestClient.data(DEEP_QUERY, second);
		long misses = this.planCache.missCount();
		Map<String, Object> third = Map.of("first", 5, "after", next.at("/events/pageInfo/endCursor").asString());
		for (int time = 1; time <= 4; time++) {
			this.statementRecorder.reset();
			this.graphQlTestClient.data(DEEP_QUERY, second);
			this.graphQlTestClient.data(DEEP_QUERY, third);
		}
		assertThat(this.planCache.missCount()).isEqualTo(misses);
		assertThat(this.statementRecorder.recorded()).hasSize(2);
		assertThat(Set.copyOf(this.statementRecorder.recorded())).hasSize(1);
	}

	@Test
	void operationsOfOneDocumentHaveSeparatePlans() {
		String document = """
				query A($a: Int, $b: Int) { ...Lists }
				query B($b: Int, $a: Int) { ...Lists }
				query C { ...Count ...Names }
				query D { ...Names }
				fragment Lists on Query { events(first: $a) { nodes { id } } venues(first: $b) { nodes { id } } }
				fragment Count on Query { events(first: 1) { totalCount } }
				fragment Names on Query { events(first: 1) { nodes { name } } }
				""";
		assertThat(this.graphQlTestClient.data(document, "A", Map.of("a", 1, "b", 3)).at("/venues/nodes")).hasSize(3);
		assertThat(this.graphQlTestClient.data(document, "B", Map.of("a", 3, "b", 1)).at("/venues/nodes")).hasSize(1);
		assertThat(this.graphQlTestClient.data(document, "C", Map.of()).get("events").propertyNames())
			.containsExactly("totalCount", "nodes");
		assertThat(this.graphQlTestClient.data(document, "D", Map.of()).get("events").propertyNames())
			.containsExactly("nodes");
	}

	@Test
	void nestedListsOverCostLimitAreRejectedWithoutStatement() {
		JsonNode error = this.graphQlTestClient.error("""
				{ events(first: 100) { nodes { venue { events(first: 100) { nodes { venue {
					events(first: 100) { nodes { id } } } } } } } } }""");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("COST_LIMIT_EXCEEDED");
		assertThat(error.get("message").asString()).endsWith("Request smaller pages or fewer levels.");
		assertThat(this.statementRecorder.recorded()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 60, 1700, 2400 })
	void objectsWithManyMembersAreComplete(int memberCount) {
		String many = IntStream.range(0, memberCount)
			.mapToObj((i) -> "k" + i + ": __typename")
			.collect(Collectors.joining(" "));
		JsonNode events = this.graphQlTestClient.data("{ events(first: 2) { nodes { " + many + " } } }");
		assertThat(events.at("/events/nodes/1").size()).isEqualTo(memberCount);
		JsonNode starts = this.graphQlTestClient.data("{ events(first: 2) { nodes { start { " + many + " } } } }");
		assertThat(starts.at("/events/nodes/1/start/k" + (memberCount - 1)).asString()).isEqualTo("EventTime");
	}

	@Test
	void unselectedFieldsAreNotInStatement() {
		this.graphQlTestClient.data(DEEP_QUERY, Map.of("first", 5, "withFaqs", false));
		assertThat(this.statementRecorder.recorded().getFirst()).contains("ticket").doesNotContain("faq");
		this.statementRecorder.reset();
		this.graphQlTestClient.data("{ events(first: 3) { nodes { name } } }");
		assertThat(this.statementRecorder.recorded().getFirst()).doesNotContain("count(").doesNotContain("ticket");
	}

}
