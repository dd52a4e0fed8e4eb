package dev.marquee.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class OperationCostTests {

	private static final Map<String, ?> COST = Map.of("cost", true);

	/** Filters whose counts read no more than one entry of an index for each event. */
	private static final Set<String> CHEAP_FILTERS = Set.of("correctSpelling", "cities", "states", "countries",
			"cityIds", "during", "when", "timeZone", "dates", "startsOn", "organizerIds", "performerIds", "venueIds");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	GraphQlSource source;

	@BeforeEach
	void populate() {
		RandomListings.populate(3, 12);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{ __typename }                                                    | 1   | 1
					{ events { nodes { name start { instant } } } }                   | 21  | 13
					{ events(first: 5) { nodes { name } } }                           | 6   | 6
					{ events(last: 5) { edges { cursor node { id } } } }              | 11  | 11
					{ events(first: 5) { edges { node { id } } nodes { id } } }       | 11  | 11
					{ events(first: 5) { nodes { id } } events(first: 5) { nodes { name id } totalCount } } | 1006 | 1006
					{ events(first: 5) { nodes { tickets { name price { amount } } } } } | 31  | 31
					{ events(first: 5) { nodes { a: name b: name c: name } } }         | 16  | 16
					{ events(first: 5) { nodes { name name } } }                       | 6   | 6
					{ events(first: 5) { nodes { a: start { date } b: start { date } } } } | 11  | 11
					{ events(first: 5) { nodes { a: description b: description } } }   | 106 | 106
					{ events(filter: { search: "no such word at all" }) { nodes { id } } } | 721  | 701
					{ node(id: "evt_x") { id ... on Event { venue { id } } ... on Venue { events(first: 7) { nodes { id } } } } } | 14 | 0
					{ __schema { types { name } } }                                   | 100 | 100
					{ a: events(first: 2) { nodes { id } } b: events(first: 2) { nodes { id } } } | 6 | 6
					""")
	void costIsObjectsPlusFieldWeights(String document, long requested, long actual) {
		JsonNode cost = this.graphQlTestClient.executeWithExtensions(COST, document, Map.of()).at("/extensions/cost");
		assertThat(cost.get("requested").asLong()).isEqualTo(requested);
		assertThat(cost.get("actual").asLong()).isEqualTo(Math.max(1, actual));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ events { totalCount } }                                                             | 1001
			{ events { totalCount totalCountIsExact } }                                           | 1001
			{ events { ...F totalCountIsExact } } fragment F on EventConnection { totalCount }    | 1001
			{ events { totalCount @skip(if: true) totalCountIsExact } }                           | 1001
			{ events { totalCount @skip(if: true) totalCountIsExact @include(if: false) } }       | 1
			{ events { facets { isExact } } }                                                     | 1006
			{ events { totalCount facets { cities { value } } } }                                 | 2106
			{ events { facets { cities { value } weekdays { value } } } }                         | 3206
			{ events(filter: { attendanceModes: [ONLINE] }) { totalCount } }                      | 3001
			{ events(filter: { attendanceModes: [], price: null }) { totalCount } }                | 1001
			{ events(filter: { categories: { none: ["jazz"] }, hasImage: true }) { totalCount } } | 4251
			{ events(filter: { attendanceModes: [ONLINE] }) { facets { cities { value } } } }     | 4106
			{ events(filter: { attendanceModes: [ONLINE] }) { nodes { id } } }                    | 21
			{ venue(id: "ven_x") { events(filter: { attendanceModes: [ONLINE] }) { totalCount } } } | 337
			{ venues { totalCount } }                                                             | 101
			""")
	void countingCostsOncePerListByTheDearestFilter(String document, long requested) {
		JsonNode cost = this.graphQlTestClient.executeWithExtensions(COST, document, Map.of()).at("/extensions/cost");
		assertThat(cost.get("requested").asLong()).isEqualTo(requested);
		assertThat(cost.get("actual").asLong()).isBetween(1L, requested);
	}

	@Test
	void countingCostsTheSameWithVariables() {
		String document = "query Q($filter: EventFilter) { events(filter: $filter) { totalCount } }";
		assertThat(requestedCost(document, Map.of("filter", Map.of("attendanceModes", List.of("ONLINE")))))
			.isEqualTo(3001);
		assertThat(requestedCost(document, Map.of("filter", Map.of("attendanceModes", List.of())))).isEqualTo(1001);
		assertThat(requestedCost(document, Map.of())).isEqualTo(1001);
	}

	@Test
	void everyCountIsPriced() {
		List<GraphQLObjectType> pages = types().filter((type) -> type.getFieldDefinition("totalCount") != null)
			.toList();
		assertThat(pages).extracting(GraphQLObjectType::getName)
			.contains("EventConnection", "VenueConnection", "OrganizerConnection");
		assertThat(pages.stream()
			.flatMap((page) -> page.getFieldDefinitions().stream())
			.filter((field) -> Set.of("totalCount", "totalCountIsExact", "facets").contains(field.getName())))
			.allMatch(CostDirectives::counts);
		assertThat(types().flatMap((type) -> type.getFieldDefinitions().stream())
			.filter((field) -> pages.contains(GraphQLTypeUtil.unwrapAll(field.getType()))))
			.allMatch((list) -> CostDirectives.countWeight(list).orElse(0L) >= 100);
		assertThat(type("EventFacets").getFieldDefinitions()).filteredOn(OperationCostTests::isListOfObjects)
			.isNotEmpty()
			.allMatch(CostDirectives::countsSeparately);
		assertThat(CostDirectives.countWeight(type("Query").getFieldDefinition("events")).orElseThrow())
			.isGreaterThanOrEqualTo(1000);
	}

	@Test
	void everyOtherFilterMakesCountsDearer() {
		GraphQLInputObjectType filter = (GraphQLInputObjectType) Objects
			.requireNonNull(this.source.schema().getType("EventFilter"));
		assertThat(filter.getFieldDefinitions()).filteredOn((field) -> !CHEAP_FILTERS.contains(field.getName()))
			.isNotEmpty()
			.allMatch((field) -> CostDirectives.countFactor(field) >= 3);
	}

	@Test
	void searchesForSuggestionsAndSimilarEventsArePriced() {
		assertThat(requestedCost("{ suggest(text: \"jazz\") { text } }", Map.of())).isGreaterThanOrEqualTo(500);
		assertThat(requestedCost("{ event(id: \"evt_x\") { similar(first: 3) { id } } }", Map.of()))
			.isGreaterThanOrEqualTo(500);
	}

	/** A search page that shows all there is. */
	@Test
	void allFacetsWithTheDearestFilterFitIntoTheDefaultLimit() {
		String facets = type("EventFacets").getFieldDefinitions()
			.stream()
			.filter(OperationCostTests::isListOfObjects)
			.map((field) -> field.getName() + (field.getName().equals("priceBands") ? "(currency: \"EUR\")" : "")
					+ " { count }")
			.collect(Collectors.joining(" "));
		assertThat(requestedCost("{ events(filter: { near: { latitude: 50, longitude: 10, radiusKm: 20 } }) "
				+ "{ nodes { name venue { name } } totalCount totalCountIsExact facets { isExact " + facets + " } } }",
				Map.of()))
			.isBetween(10_000L, 25_000L);
	}

	@Test
	void variablesAndDefaultsDetermineListSize() {
		String document = """
				query Page($size: Int = 7, $more: Boolean = false) {
					events(first: $size) { nodes { id venue @include(if: $more) { id } } } }""";
		assertThat(requestedCost(document, Map.of())).isEqualTo(8);
		assertThat(requestedCost(document, Map.of("size", 3))).isEqualTo(4);
		assertThat(requestedCost(document, Map.of("size", 3, "more", true))).isEqualTo(7);
		assertThat(requestedCost("query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }",
				Map.of("ids", List.of("a", "b"))))
			.isEqualTo(2);
	}

	private long requestedCost(String document, Map<String, ?> variables) {
		return this.graphQlTestClient.executeWithExtensions(COST, document, variables)
			.at("/extensions/cost/requested")
			.asLong();
	}

	@Test
	void costLimitRejectsWithoutStatement() {
		this.statementRecorder.reset();
		JsonNode error = this.graphQlTestClient.error("""
				{ events(first: 100) { nodes { venue { events(first: 100) { nodes { organizers {
					events(first: 100) { nodes { id } } } } } } } } }""");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("COST_LIMIT_EXCEEDED");
		assertThat(error.at("/extensions/limit").asLong()).isEqualTo(100_000);
		assertThat(error.at("/extensions/cost").asLong()).isGreaterThan(10_000_000);
		assertThat(error.get("message").asString()).contains("the limit is 100,000");
		assertThat(this.statementRecorder.recorded()).isEmpty();
	}

	/** The longest page of whole events, with texts, tickets, images and questions. */
	@Test
	void largestUsualPageCostsAThirdOfTheDefaultLimit() throws IOException {
		Path workload = Path.of("src/bench/workload");
		assertThat(requestedCost(Files.readString(workload.resolve("nested100.graphql"))
				+ Files.readString(workload.resolve("whole.graphql")), Map.of()))
			.isBetween(6_000L, 25_000L / 3);
		assertThat(requestedCost(Files.readString(workload.resolve("search.graphql")), Map.of("word", "music")))
			.isBetween(1_000L, 25_000L / 3);
	}

	@Test
	void costExtensionIsOptIn() {
		assertThat(this.graphQlTestClient.execute("{ events { nodes { id } } }", Map.of()).has("extensions")).isFalse();
	}

	@Test
	void rateLimitFieldReportsRemainingPoints() {
		GraphQlTestClient editor = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN);
		JsonNode response = editor.executeWithExtensions(COST, """
				{ rest: rateLimit { limit ...R } events(first: 5) { nodes { id } } }
				fragment R on RateLimit { remaining resetAt cost __typename }""", Map.of());
		assertThat(response.at("/data/rest/limit").asInt()).isEqualTo(3_000_000);
		assertThat(response.at("/data/rest/remaining").asInt()).isBetween(2_000_000, 2_999_994);
		assertThat(response.at("/data/rest/cost").asInt()).isEqualTo(6);
		assertThat(response.at("/data/rest/resetAt").asString()).endsWith("Z");
		assertThat(response.at("/extensions/cost/limit").asInt()).isEqualTo(3_000_000);
		assertThat(response.at("/extensions/cost/remaining").asInt()).isGreaterThan(2_000_000);
		assertThat(this.graphQlTestClient.data("{ rateLimit { limit } }").get("rateLimit").isNull()).isTrue();
	}

	@Test
	void everyObjectListHasAListSizeDirective() {
		List<String> missing = types()
			.flatMap((type) -> type.getFieldDefinitions()
				.stream()
				.filter((field) -> isListOfObjects(field) && CostDirectives.listSize(field).isEmpty()
						&& !isSized(type, field))
				.map((field) -> type.getName() + "." + field.getName()))
			.toList();
		assertThat(missing).isEmpty();
	}

	@Test
	void everyListSizeIsBounded() {
		List<String> wrong = types().flatMap((type) -> type.getFieldDefinitions().stream())
			.filter((field) -> CostDirectives.listSize(field)
				.filter((size) -> size.assumedSize() == 0 && !hasRequiredArgument(size, field))
				.isPresent())
			.map(GraphQLFieldDefinition::getName)
			.toList();
		assertThat(wrong).isEmpty();
	}

	private static boolean hasRequiredArgument(CostDirectives.ListSizeDirective size, GraphQLFieldDefinition field) {
		return size.slicingArguments()
			.stream()
			.map(field::getArgument)
			.anyMatch((argument) -> GraphQLTypeUtil.isNonNull(argument.getType()));
	}

	private boolean isSized(GraphQLObjectType owner, GraphQLFieldDefinition field) {
		List<CostDirectives.ListSizeDirective> sizes = types().flatMap((type) -> type.getFieldDefinitions().stream())
			.filter((other) -> GraphQLTypeUtil.unwrapAll(other.getType()).equals(owner))
			.map((other) -> CostDirectives.listSize(other).orElseThrow())
			.toList();
		return !sizes.isEmpty() && sizes.stream().allMatch((size) -> size.sizedFields().contains(field.getName()));
	}

	private static boolean isListOfObjects(GraphQLFieldDefinition field) {
		return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()))
				&& !GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(field.getType()));
	}

	private GraphQLObjectType type(String name) {
		return Objects.requireNonNull(this.source.schema().getObjectType(name));
	}

	private Stream<GraphQLObjectType> types() {
		return this.source.schema()
			.getAllTypesAsList()
			.stream()
			.filter(GraphQLObjectType.class::isInstance)
			.map(GraphQLObjectType.class::cast)
			.filter((type) -> !type.getName().startsWith("__"));
	}

}
