package dev.marquee.event;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.venue.RadiusFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Full-text search, relevance, distance, highlights and suggestions, and the maintenance
 * of {@code event_search}.
 */
@IntegrationTest
class EventSearchTests {

	private static final String SEARCH_QUERY = """
			query Search($filter: EventFilter, $order: EventOrder) {
				events(filter: $filter, orderBy: $order) {
					edges { relevance distanceKm node { name } highlights { field fragments } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			insertVenue("Opernhaus", "Zürich", 47.365, 8.546);
			insertVenue("Blue Note", "Köln", 50.938, 6.957);
			insertEvent("Night of Jazz", "Saxophones <b>until</b> midnight & later", "Blue Note");
			insertEvent("Opera for beginners", "An introduction, with a little jazz at the end", "Opernhaus");
			insertEvent("Flea markets", "Old things, new owners", null);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jazz            | Night of Jazz, Opera for beginners
			JAZZ saxophone  | Night of Jazz
			zurich          | Opera for beginners
			ZÜRICH          | Opera for beginners
			koln            | Night of Jazz
			market          | Flea markets
			"old things"    | Flea markets
			"things old"    |
			jazz -opera     | Night of Jazz
			opera or flea   | Opera for beginners, Flea markets
			saxofone        | Night of Jazz
			begginers       | Opera for beginners
			blue note       | Night of Jazz
			jazz or         | Night of Jazz, Opera for beginners
			or jazz         | Night of Jazz, Opera for beginners
			opera or or flea | Opera for beginners, Flea markets
			“old things”    | Flea markets
			“things old”    |
			ＭＡＲＫＥＴ    | Flea markets
			nothing-of-it   |
			""")
	void searchFindsEventsByWords(String search, String names) {
		List<String> expected = (names != null) ? List.of(names.split(", ")) : List.of();
		assertThat(names(found(Map.of("search", search), Map.of("field", "STARTS_AT"))))
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-jazz", "-\"some jazz\"", "or", "🎷" })
	void searchWithoutPositiveTermIsRejected(String search) {
		assertRejected(Map.of("filter", Map.of("search", search)), "search");
	}

	@Test
	void distanceOrderRequiresItsFilter() {
		assertRejected(Map.of("order", Map.of("field", "DISTANCE")), "orderBy");
	}

	@Test
	void mostRelevantEventComesFirstWithHighlights() {
		JsonNode edges = found(Map.of("search", "jazz"), Map.of("field", "RELEVANCE"));
		assertThat(names(edges)).containsExactly("Night of Jazz", "Opera for beginners");
		assertThat(edges.at("/0/relevance").asDouble()).isGreaterThan(edges.at("/1/relevance").asDouble());
		assertThat(edges.at("/0/highlights")).hasSize(1);
		assertThat(edges.at("/0/highlights/0/fragments/0").asString()).isEqualTo("Night of <mark>Jazz</mark>");
		assertThat(edges.at("/1/highlights/0/field").asString()).isEqualTo("DESCRIPTION");
	}

	@Test
	void longTextIsHighlightedUpToTenThousandCharacters() {
		String padding = "Words ".repeat(1_500);
		insertEvent("Within", padding + "then a xylophone", null);
		insertEvent("Beyond", padding + padding + "then a xylophone", null);
		JsonNode edges = found(Map.of("search", "xylophone"), Map.of("field", "NAME"));
		assertThat(edges.at("/0/node/name").asString()).isEqualTo("Beyond");
		assertThat(edges.at("/0/highlights")).isEmpty();
		assertThat(edges.at("/1/highlights/0/fragments/0").asString()).contains("<mark>xylophone</mark>");
	}

	@Test
	void highlightsEscapeHtml() {
		JsonNode edges = found(Map.of("search", "midnight"), Map.of("field", "RELEVANCE"));
		assertThat(edges.at("/0/highlights/0/fragments/0").asString())
			.isEqualTo("Saxophones &lt;b&gt;until&lt;/b&gt; <mark>midnight</mark> &amp; later");
	}

	@Test
	void nearestEventComesFirst() {
		JsonNode edges = found(Map.of("near", Map.of("latitude", 47.0, "longitude", 8.0, "radiusKm", 1000)),
				Map.of("field", "DISTANCE"));
		assertThat(names(edges)).containsExactly("Opera for beginners", "Night of Jazz");
		assertThat(edges.at("/0/distanceKm").asDouble()).isCloseTo(haversine(47, 8, 47.365, 8.546), within(0.001));
		assertThat(edges.at("/1/distanceKm").asDouble()).isCloseTo(haversine(47, 8, 50.938, 6.957), within(0.001));
	}

	@Test
	void suggestFindsNamePrefixes() {
		assertThat(suggested("op")).containsExactly("EVENT Opera for beginners", "VENUE Opernhaus");
		assertThat(suggested("zur")).containsExactly("CITY Zürich");
		assertThat(suggested("begin")).containsExactly("EVENT Opera for beginners");
		assertThat(suggested("beginers")).contains("EVENT Opera for beginners");
		assertThat(suggested("%")).isEmpty();
		assertThat(suggested("")).isEmpty();
	}

	@Test
	void cursorOfAnotherFilterIsRejected() {
		String list = "query List($filter: EventFilter, $after: String) { events(filter: $filter, after: $after, first: 1) { pageInfo { endCursor } } }";
		String cursor = this.graphQlTestClient.data(list, Map.of("filter", Map.of("search", "jazz")))
			.at("/events/pageInfo/endCursor")
			.asString();
		JsonNode error = this.graphQlTestClient.error(list,
				Map.of("filter", Map.of("search", "opera"), "after", cursor));
		assertThat(error.get("message").asString()).contains("another `filter`");
	}

	@Test
	void eventSearchRowFollowsAllChanges() {
		RandomListings.populate(41, 40);
		assertSearchRowsUpToDate("nothing");
		for (String change : List.of("update venue set city = city || '!', latitude = 1, longitude = 2",
				"update organizer set name = name || '!'", "update event set attendance_mode = 'ONLINE'",
				"update event set ends_at = null, end_local = null, end_zone = null, end_precision = null, end_zone_source = null",
				"delete from ticket where position > 0", "delete from event_category", "delete from image",
				"update category set name = name || '!'", "delete from event_organizer",
				"delete from event where interested_count > 10000")) {
			TestDatabase.dsl().execute(change);
			assertSearchRowsUpToDate(change);
		}
	}

	private static void assertSearchRowsUpToDate(String change) {
		assertThat(TestDatabase.dsl().fetchValue("""
				select count(*) from event_search as stored full join event_search_fresh as fresh using (event_id)
				where stored::text is distinct from fresh::text""")).as(change).isEqualTo(0L);
	}

	private JsonNode found(Map<String, ?> filter, Map<String, ?> order) {
		return this.graphQlTestClient.data(SEARCH_QUERY, Map.of("filter", filter, "order", order)).at("/events/edges");
	}

	private void assertRejected(Map<String, ?> variables, String argument) {
		JsonNode error = this.graphQlTestClient.error(SEARCH_QUERY, variables);
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
	}

	private static List<String> names(JsonNode edges) {
		return edges.valueStream().map((edge) -> edge.at("/node/name").asString()).toList();
	}

	private List<String> suggested(String text) {
		return this.graphQlTestClient
			.data("query Suggest($text: String!) { suggest(text: $text) { kind text value } }", Map.of("text", text))
			.get("suggest")
			.valueStream()
			.map((suggestion) -> suggestion.get("kind").asString() + " " + suggestion.get("text").asString())
			.toList();
	}

	private static double haversine(double latitude, double longitude, double toLatitude, double toLongitude) {
		double north = Math.sin(Math.toRadians(toLatitude - latitude) / 2);
		double east = Math.sin(Math.toRadians(toLongitude - longitude) / 2);
		double square = north * north
				+ Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(toLatitude)) * east * east;
		return 2 * RadiusFilter.EARTH_RADIUS_KM * Math.asin(Math.sqrt(square));
	}

	private static void insertVenue(String name, String city, double latitude, double longitude) {
		TestDatabase.dsl()
			.execute("insert into venue (id, name, city, latitude, longitude) values (?, ?, ?, ?, ?)",
					UUID.randomUUID(), name, city, latitude, longitude);
	}

	private static void insertEvent(String name, String description, String venue) {
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source, attendance_mode, venue_id)
				values (?, ?, ?, '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED', 'OFFLINE',
					(select id from venue where name = ?))""", UUID.randomUUID(), name, description, venue);
	}

}
