package dev.marquee.venue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Search, filters and orders of the lists of venues and organizers, and the numbers of
 * their upcoming events.
 */
@IntegrationTest
class VenueListTests {

	private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

	private static final String VENUES_QUERY = """
			query Venues($filter: VenueFilter, $order: VenueOrder, $first: Int, $after: String, $last: Int, $before: String) {
				venues(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
					edges { distanceKm node { id name upcomingEventCount
						events(filter: { when: UPCOMING }) { totalCount } } } } }
			""";

	private static final String ORGANIZERS_QUERY = """
			query Organizers($filter: OrganizerFilter, $order: OrganizerOrder, $first: Int, $after: String, $last: Int,
					$before: String) {
				organizers(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
					edges { node { id name upcomingEventCount
						events(filter: { when: UPCOMING }) { totalCount } } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	@BeforeEach
	void fill() {
		this.clock.fixAt(NOW);
		RandomListings.populate(107, 90);
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "venues", "organizers" })
	void upcomingEventCountIsThatOfTheListOfUpcomingEvents(String list) {
		List<JsonNode> edges = page(list, Map.of("first", 100)).get("edges").valueStream().toList();
		assertThat(edges).allSatisfy((edge) -> assertThat(edge.at("/node/upcomingEventCount"))
			.isEqualTo(edge.at("/node/events/totalCount")));
		assertThat(edges).anySatisfy((edge) -> assertThat(count(edge)).isPositive());
		assertThat(edges).anySatisfy((edge) -> assertThat(count(edge)).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "venues", "organizers" })
	void draftsAreNotUpcoming(String list) {
		TestDatabase.dsl().execute("update event set published_at = null");
		assertThat(page(list, Map.of("first", 100)).get("edges").valueStream())
			.allSatisfy((edge) -> assertThat(count(edge)).isZero());
		assertThat(page(list, Map.of("filter", Map.of("hasUpcomingEvents", true))).get("totalCount").asInt()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "venues", "organizers" })
	void upcomingEventCountFollowsChangesOfEvents(String list) {
		JsonNode busiest = page(list, Map.of("order", Map.of("field", "UPCOMING_EVENTS"), "first", 1))
			.at("/edges/0/node");
		int before = busiest.get("upcomingEventCount").asInt();
		String event = this.graphQlTestClient.data("""
				query Upcoming($id: ID!) { node(id: $id) {
					... on Venue { events(filter: { when: UPCOMING }, last: 1) { nodes { id } } }
					... on Organizer { events(filter: { when: UPCOMING }, last: 1) { nodes { id } } } } }
				""", Map.of("id", busiest.get("id").asString())).at("/node/events/nodes/0/id").asString().substring(4);
		for (String change : List.of("published_at = null", "published_at = now()",
				"starts_at = '2025-01-01Z', start_local = '2025-01-01', ends_at = null, end_local = null, end_zone = null, end_precision = null, end_zone_source = null, start_precision = 'MINUTE'")) {
			TestDatabase.dsl().execute("update event set " + change + " where id = ?::uuid", event);
			boolean isUpcoming = change.equals("published_at = now()");
			assertThat(page(list, Map.of("first", 100)).get("edges").valueStream())
				.filteredOn((edge) -> edge.at("/node/id").equals(busiest.get("id")))
				.singleElement()
				.satisfies((edge) -> assertThat(count(edge)).isEqualTo(isUpcoming ? before : before - 1));
		}
		TestDatabase.dsl().execute("delete from event where id = ?::uuid", event);
		assertThat(
				TestDatabase.dsl().fetchValue("select count(*) from organizer_event where event_id = ?::uuid", event))
			.isEqualTo(0L);
	}

	@ParameterizedTest
	@CsvSource({ "venues, NAME, ASC", "venues, NAME, DESC", "venues, UPCOMING_EVENTS, ASC", "venues, UPCOMING_EVENTS,",
			"venues, DISTANCE, ASC", "venues, DISTANCE, DESC", "organizers, NAME, DESC",
			"organizers, UPCOMING_EVENTS, ASC", "organizers, UPCOMING_EVENTS," })
	void pagesInEveryOrderAreSortedAndComplete(String list, String field, String direction) {
		Map<String, Object> variables = new HashMap<>(Map.of("order",
				(direction != null) ? Map.of("field", field, "direction", direction) : Map.of("field", field)));
		if (field.equals("DISTANCE")) {
			variables.put("filter", Map.of("near", Map.of("latitude", 10, "longitude", 20, "radiusKm", 20_000)));
		}
		List<JsonNode> forward = pages(list, variables, true);
		List<JsonNode> backward = pages(list, variables, false);
		Collections.reverse(backward);
		assertThat(forward).doesNotHaveDuplicates().isEqualTo(backward).hasSizeGreaterThan(8);
		assertThat(forward).hasSize(page(list, variables).get("totalCount").asInt());
		List<?> values = forward.stream().map((edge) -> value(edge, field)).toList();
		assertThat(values)
			.isEqualTo("ASC".equals(direction) ? sorted(list, field, values) : sorted(list, field, values).reversed());
	}

	/** Names are in the order of the database. */
	private static List<?> sorted(String list, String field, List<?> values) {
		return field.equals("NAME") ? TestDatabase.dsl()
			.fetch("select name from " + (list.equals("venues") ? "venue" : "organizer") + " order by name")
			.getValues(0) : values.stream().sorted().toList();
	}

	private static Object value(JsonNode edge, String field) {
		return switch (field) {
			case "UPCOMING_EVENTS" -> count(edge);
			case "DISTANCE" -> edge.get("distanceKm").asDouble();
			default -> edge.at("/node/name").asString();
		};
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void hasUpcomingEventsSelectsByCount(boolean has) {
		for (String list : List.of("venues", "organizers")) {
			JsonNode filtered = page(list, Map.of("first", 100, "filter", Map.of("hasUpcomingEvents", has)));
			assertThat(filtered.get("edges").valueStream())
				.allSatisfy((edge) -> assertThat(count(edge) > 0).isEqualTo(has));
			long expected = page(list, Map.of("first", 100)).get("edges")
				.valueStream()
				.filter((edge) -> count(edge) > 0 == has)
				.count();
			assertThat(filtered.get("totalCount").asLong()).isEqualTo(expected).isPositive();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			cafe             | Café Größenwahn
			GROSS            | Café Größenwahn
			größen ca        | Café Größenwahn
			berlin           | Café Größenwahn, Berliner Ensemble
			berlin cafe      | Café Größenwahn
			wahn             |
			lo               | 100% Loft_Space
			100%             | 100% Loft_Space
			b e              | Berliner Ensemble
			""")
	void searchFindsWordsByTheirBeginning(String search, String names) {
		TestDatabase.clear();
		TestDatabase.dsl()
			.execute(
					"""
							insert into venue (id, name, city) values (gen_random_uuid(), 'Café Größenwahn', 'Berlin'),
								(gen_random_uuid(), 'Berliner Ensemble', null), (gen_random_uuid(), '100% Loft_Space', 'Zürich')""");
		List<String> found = this.graphQlTestClient
			.data("query Found($search: String) { venues(filter: { search: $search }) { nodes { name } } }",
					Map.of("search", search))
			.at("/venues/nodes")
			.valueStream()
			.map((node) -> node.get("name").asString())
			.toList();
		assertThat(found).containsExactlyInAnyOrderElementsOf((names != null) ? List.of(names.split(", ")) : List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "!?", "%", "_", "\\", "\0", "'" })
	void searchWithoutAWordFindsAll(String search) {
		for (String list : List.of("venues", "organizers")) {
			assertThat(page(list, Map.of("filter", Map.of("search", search))).get("totalCount"))
				.isEqualTo(page(list, Map.of()).get("totalCount"));
		}
	}

	@Test
	void tooLongSearchIsRejected() {
		JsonNode error = this.graphQlTestClient.error(VENUES_QUERY,
				Map.of("filter", Map.of("search", "x".repeat(201))));
		assertThat(error.get("message").asString())
			.isEqualTo("`search` must have at most 200 characters, but has 201.");
	}

	@Test
	void organizersAreFoundByTheirName() {
		TestDatabase.dsl()
			.execute(
					"update organizer set name = 'Zwölf Töne e. V.' where id = (select min(id::text)::uuid from organizer)");
		assertThat(page("organizers", Map.of("filter", Map.of("search", "tone zwo"))).at("/edges").valueStream())
			.singleElement()
			.satisfies((edge) -> assertThat(edge.at("/node/name").asString()).isEqualTo("Zwölf Töne e. V."));
	}

	@Test
	void locationFiltersSelectTheSameVenuesAsPlainSql() {
		Map<String, Map<String, ?>> filters = Map.of("city = 'Oslo'", Map.of("cities", List.of("oSLO", "nowhere")),
				"state = 'Ny'", Map.of("states", List.of("NY")), "country_code in ('US', 'JP')",
				Map.of("countries", List.of("US", "JP")), "latitude between 0 and 60 and longitude between -90 and 90",
				Map.of("within", Map.of("south", 0, "north", 60, "west", -90, "east", 90)),
				"latitude between -90 and 90 and (longitude >= 90 or longitude <= -90)",
				Map.of("within", Map.of("south", -90, "north", 90, "west", 90, "east", -90)),
				"city = 'Oslo' and state = 'Ny' and country_code = 'US'",
				Map.of("cityIds", List.of(id("Oslo", "ny", "US"))));
		TestDatabase.dsl().execute("update venue set city = 'Oslo' where latitude is null");
		TestDatabase.dsl().execute("update venue set state = 'Ny' where country_code = 'US'");
		filters.forEach((condition, filter) -> {
			long expected = (Long) TestDatabase.dsl().fetchValue("select count(*) from venue where " + condition);
			assertThat(page("venues", Map.of("filter", filter)).get("totalCount").asLong()).as(condition)
				.isEqualTo(expected)
				.isPositive();
		});
	}

	private static String id(String city, String state, String country) {
		return "cit_" + TestDatabase.dsl().fetchValue("select city_id(?, ?, ?)", city, state, country);
	}

	@Test
	void citiesOfTheSameNameAreDifferentAndKeepTheirId() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("""
				insert into venue (id, name, city, state, country, country_code) values
					(gen_random_uuid(), 'A', 'Berlin', null, 'Germany', 'DE'),
					(gen_random_uuid(), 'B', 'BERLIN', null, 'Deutschland', 'DE'),
					(gen_random_uuid(), 'C', 'Berlin', 'NH', 'United States', 'US'),
					(gen_random_uuid(), 'D', null, null, null, null)""");
		List<JsonNode> localities = this.graphQlTestClient
			.data("{ venues { nodes { locality { id name state country countryCode } } } }")
			.at("/venues/nodes")
			.valueStream()
			.map((node) -> node.get("locality"))
			.toList();
		assertThat(localities.get(0).get("id")).isEqualTo(localities.get(1).get("id"))
			.isNotEqualTo(localities.get(2).get("id"));
		assertThat(localities.get(3).isNull()).isTrue();
		JsonNode city = this.graphQlTestClient
			.data("query City($id: ID!) { city(id: $id) { id name state country countryCode } }",
					Map.of("id", localities.get(2).get("id").asString()))
			.get("city");
		assertThat(city).isEqualTo(localities.get(2));
		assertThat(this.graphQlTestClient.data("{ city(id: \"cit_00000000-0000-0000-0000-000000000000\") { name } }")
			.get("city")
			.isNull()).isTrue();
		assertThat(page("venues", Map.of("filter", Map.of("cities", List.of("Berlin")))).get("totalCount").asInt())
			.isEqualTo(3);
		assertThat(page("venues", Map.of("filter", Map.of("cityIds", List.of(localities.get(0).get("id").asString()))))
			.get("totalCount")
			.asInt()).isEqualTo(2);
	}

	@Test
	void distanceWithoutNearIsRejected() {
		JsonNode error = this.graphQlTestClient.error(VENUES_QUERY, Map.of("order", Map.of("field", "DISTANCE")));
		assertThat(error.get("message").asString())
			.isEqualTo("`DISTANCE` requires `filter.near`. Give `near`, or choose another order.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "venues", "organizers" })
	void cursorOfAnotherFilterOrOrderIsRejected(String list) {
		String cursor = page(list, Map.of("first", 2)).at("/pageInfo/endCursor").asString();
		for (Map<String, ?> other : List.of(Map.of("after", cursor, "order", Map.of("field", "UPCOMING_EVENTS")),
				Map.of("after", cursor, "filter", Map.of("hasUpcomingEvents", true)))) {
			JsonNode error = this.graphQlTestClient.error(list.equals("venues") ? VENUES_QUERY : ORGANIZERS_QUERY,
					other);
			assertThat(error.at("/extensions/argument").asString()).isEqualTo("after");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "venues", "organizers" })
	void listWithCountsIsOneStatement(String list) {
		Map<String, ?> variables = Map.of("order", Map.of("field", "UPCOMING_EVENTS"), "filter",
				Map.of("hasUpcomingEvents", true, "search", ""));
		page(list, variables);
		this.statementRecorder.reset();
		page(list, variables);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	private static int count(JsonNode edge) {
		return edge.at("/node/upcomingEventCount").asInt();
	}

	private List<JsonNode> pages(String list, Map<String, Object> variables, boolean isForward) {
		List<JsonNode> edges = new ArrayList<>();
		Map<String, Object> arguments = new HashMap<>(variables);
		arguments.put(isForward ? "first" : "last", 4);
		JsonNode page;
		do {
			page = page(list, arguments);
			List<JsonNode> inPage = page.get("edges").valueStream().toList();
			edges.addAll(isForward ? inPage : inPage.reversed());
			arguments.put(isForward ? "after" : "before",
					page.at(isForward ? "/pageInfo/endCursor" : "/pageInfo/startCursor").asString());
		}
		while (page.at(isForward ? "/pageInfo/hasNextPage" : "/pageInfo/hasPreviousPage").asBoolean());
		return edges;
	}

	private JsonNode page(String list, Map<String, ?> variables) {
		return this.graphQlTestClient.data(list.equals("venues") ? VENUES_QUERY : ORGANIZERS_QUERY, variables)
			.get(list);
	}

}
