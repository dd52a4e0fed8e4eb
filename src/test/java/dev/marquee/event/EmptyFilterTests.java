package dev.marquee.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Empty fields of a filter restrict nothing, so that a page can pass the state of its
 * search form as it is.
 */
@IntegrationTest
class EmptyFilterTests {

	private static final String FILTER_QUERY = """
			query Filtered($filter: EventFilter, $order: EventOrder, $after: String) {
				events(first: 20, filter: $filter, orderBy: $order, after: $after) {
					totalCount nodes { id } edges { cursor relevance distanceKm highlights { field } }
					facets { cities { value count } days { value count } } } }
			""";

	/** The empty state of every field that can be empty. */
	private static final String EMPTY_FILTER = """
			{ search: "", cities: [], states: [], countries: [], near: null, within: null, during: { from: null },
				when: null, weekdays: [], categories: { any: [], all: [], none: null }, price: { kinds: [], atMost: null },
				attendanceModes: [], statuses: [], organizerIds: [], venueIds: [], interestedAtLeast: null,
				updatedSince: null, hasImage: null, dates: {}, startsOn: [], timesOfDay: [], ticketAvailabilities: [] }""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void fill() {
		RandomListings.populate(83, 40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cities", "states", "countries", "weekdays", "attendanceModes", "statuses", "organizerIds",
			"venueIds", "categories.any", "categories.all", "categories.none", "price.kinds", "startsOn", "timesOfDay",
			"ticketAvailabilities" })
	void emptyListRestrictsNothing(String path) {
		String[] names = path.split("\\.");
		Map<String, Object> value = Map.of(names[names.length - 1], List.of());
		assertThatAllEventsMatch((names.length > 1) ? Map.of(names[0], value) : value);
	}

	/** As a choice "all" sends it. */
	@ParameterizedTest
	@ValueSource(strings = { "cities", "states", "tags", "cityIds", "venueIds", "organizerIds", "categories.any",
			"categories.none" })
	void listOfBlankTextsRestrictsNothing(String path) {
		String[] names = path.split("\\.");
		for (List<String> blank : List.of(List.of(""), List.of("", " "))) {
			Map<String, Object> value = Map.of(names[names.length - 1], blank);
			assertThatAllEventsMatch((names.length > 1) ? Map.of(names[0], value) : value);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "during", "dates", "price", "categories" })
	void emptyObjectRestrictsNothing(String name) {
		assertThatAllEventsMatch(Map.of(name, Map.of()));
		Map<String, Object> nulls = new HashMap<>();
		nulls.put(name.equals("price") ? "atMost" : name.equals("categories") ? "any" : "from", null);
		assertThatAllEventsMatch(Map.of(name, nulls));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n", "\u00a0\u3000", "\u200b", "-", "\"", "- - \"\"", "\u201c", "?!", "++",
			"$ = <", "\0" })
	void searchWithoutWordRestrictsNothing(String search) {
		assertThatAllEventsMatch(Map.of("search", search));
	}

	@Test
	void literalsAreEmptyAsVariablesAre() {
		String document = "{ events(first: 20, filter: " + EMPTY_FILTER + ") { totalCount nodes { id } } }";
		JsonNode all = this.graphQlTestClient.data("{ events(first: 20) { totalCount nodes { id } } }");
		assertThat(this.graphQlTestClient.data(document)).isEqualTo(all);
		assertThat(this.graphQlTestClient.data("""
				query Cities($cities: [String!], $search: String) {
					events(first: 20, filter: { cities: $cities, search: $search }) { totalCount nodes { id } } }
				""", Map.of("cities", List.of(), "search", ""))).isEqualTo(all);
	}

	@Test
	void planOfEmptyFilterIsNotUsedForOthers() {
		String some = "plain";
		int found = count(Map.of("search", some));
		int all = count(Map.of());
		assertThat(found).isBetween(1, all - 1);
		for (int i = 0; i < 3; i++) {
			assertThat(count(Map.of("search", ""))).isEqualTo(all);
			assertThat(count(Map.of("search", some))).isEqualTo(found);
			assertThat(count(Map.of("cities", List.of()))).isEqualTo(all);
			assertThat(count(Map.of("cities", List.of("nowhere")))).isZero();
			assertThat(count(Map.of("cities", List.of("")))).isEqualTo(all);
			assertThat(count(Map.of("cities", List.of("", "nowhere")))).isLessThan(all);
			assertThat(count(Map.of("weekdays", List.of()))).isEqualTo(all);
		}
	}

	@Test
	void cursorsOfEmptyAndAbsentFilterAreTheSame() {
		JsonNode all = this.graphQlTestClient.data(FILTER_QUERY, Map.of());
		String cursor = all.at("/events/edges/4/cursor").asString();
		JsonNode next = this.graphQlTestClient.data(FILTER_QUERY, Map.of("after", cursor));
		for (Map<String, Object> empty : List.<Map<String, Object>>of(Map.of(),
				Map.of("search", " ", "cities", List.of()), Map.of("price", Map.of("kinds", List.of())))) {
			assertThat(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", empty, "after", cursor)))
				.isEqualTo(next);
		}
		Map<String, Object> image = Map.of("hasImage", true);
		Map<String, Object> imageAndEmpty = Map.of("hasImage", true, "states", List.of());
		JsonNode images = this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", image));
		assertThat(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", imageAndEmpty))).isEqualTo(images);
	}

	@ParameterizedTest
	@CsvSource({ "'', ", "'', ASC", "' ', DESC", "-, DESC", ", DESC" })
	void relevanceWithoutSearchIsSoonestFirst(String search, String direction) {
		Map<String, Object> filter = new HashMap<>();
		filter.put("search", search);
		Map<String, Object> order = new HashMap<>(Map.of("field", "RELEVANCE"));
		order.put("direction", direction);
		assertThat(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter, "order", order)))
			.isEqualTo(this.graphQlTestClient.data(FILTER_QUERY, Map.of()));
	}

	@Test
	void changesWithEmptyFilterAreAllChanges() {
		String query = """
				query Changes($filter: EventFilter, $kinds: [EventChangeKind!]) {
					changes(first: 5, filter: $filter, kinds: $kinds) { nodes { cursor kind } endCursor hasNextPage } }
				""";
		assertThat(this.graphQlTestClient.data(query,
				Map.of("filter", Map.of("search", "", "cities", List.of()), "kinds", List.of())))
			.isEqualTo(this.graphQlTestClient.data(query, Map.of()));
	}

	@Test
	void suggestionsForEmptyTextAreEmpty() {
		for (String text : List.of("", " ", "-")) {
			assertThat(this.graphQlTestClient
				.data("query Suggest($text: String!) { suggest(text: $text) { text } }", Map.of("text", text))
				.get("suggest")).isEmpty();
		}
	}

	private void assertThatAllEventsMatch(Map<String, ?> filter) {
		assertThat(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter))).as(filter.toString())
			.isEqualTo(this.graphQlTestClient.data(FILTER_QUERY, Map.of()));
	}

	private int count(Map<String, ?> filter) {
		return this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter)).at("/events/totalCount").asInt();
	}

}
