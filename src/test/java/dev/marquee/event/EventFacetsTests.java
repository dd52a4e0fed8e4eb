package dev.marquee.event;

import java.time.DayOfWeek;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facets and total counts, compared with counts by {@link InMemoryEventFilter}.
 */
@IntegrationTest
class EventFacetsTests {

	private static final String COUNTS_QUERY = """
			query Counts($filter: EventFilter) { events(filter: $filter) { totalCount totalCountIsExact facets { isExact
				attendanceModes { value name count } categories(first: 100) { value name count }
				days(first: 400) { value count } } } }
			""";

	private static final String VENUE_COLUMN = """
			(select %s from venue where venue.id = venue_id and attendance_mode <> 'ONLINE')""";

	private static final String ALL_FACETS_QUERY = """
			query AllFacets($filter: EventFilter) { events(filter: $filter) { facets {
				categories(first: 400) { value name count } cities(first: 400) { value name count }
				countries(first: 400) { value name count } organizers(first: 400) { value name count }
				attendanceModes(first: 400) { value name count } priceKinds(first: 400) { value name count }
				days(first: 400) { value name count } weekdays { value name count } timesOfDay { value name count }
				ticketAvailabilities { value name count } } } }
			""";

	private static final Set<String> CHRONOLOGICAL = Set.of("days", "weekdays", "timesOfDay");

	/** The SQL of an event's values of each facet. */
	private static final Map<String, String> COLUMNS = Map.of("categories",
			"unnest(array(select category_slug from event_category where event_id = id))", "cities",
			VENUE_COLUMN.formatted("city"), "countries", VENUE_COLUMN.formatted("country_code"), "organizers",
			"unnest(array(select 'org_' || organizer_id from event_organizer where event_id = id))", "attendanceModes",
			"attendance_mode", "priceKinds", """
					unnest(case when exists (select from ticket where event_id = event.id)
						then array(select distinct price_kind from ticket where event_id = event.id)
						when accessible_for_free then '{FREE}' else '{UNKNOWN}' end)""", "days", "start_local::date",
			"weekdays", "trim(to_char(start_local, 'DAY'))", "timesOfDay", """
					case start_precision when 'MINUTE' then
						(array['NIGHT', 'MORNING', 'AFTERNOON', 'EVENING', 'NIGHT'])[
							width_bucket(extract(hour from start_local), array[5, 12, 17, 22]) + 1] end""",
			"ticketAvailabilities",
			"""
					coalesce((select availability from ticket where event_id = event.id order by array_position(
						array['IN_STOCK', 'LIMITED', 'PRE_ORDER', 'UNKNOWN', 'SOLD_OUT'], availability) limit 1), 'UNKNOWN')""");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	InMemoryEventFilter reference;

	@BeforeEach
	void fill() {
		RandomListings.populate(29, 60);
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
	}

	@Test
	void facetIgnoresItsOwnFilterField() {
		Map<String, Object> filter = Map.of("attendanceModes", List.of("OFFLINE"), "hasImage", true, "during",
				Map.of("from", "2026-01-03T00:00:00Z"));
		JsonNode counted = this.graphQlTestClient.data(COUNTS_QUERY, Map.of("filter", filter)).get("events");
		assertThat(counted.get("totalCount").asInt()).isEqualTo(this.reference.matchingIds(filter).size());
		assertThat(counts(counted.at("/facets/attendanceModes")))
			.isEqualTo(referenceCounts("attendance_mode", without(filter, "attendanceModes")));
		assertThat(counts(counted.at("/facets/days")))
			.isEqualTo(referenceCounts("start_local::date", without(filter, "during")));
		assertThat(counts(counted.at("/facets/categories"))).isEqualTo(
				referenceCounts("unnest(array(select category_slug from event_category where event_id = id))", filter));
	}

	@Test
	void facetCountsMatchReferenceFilter() {
		TestDatabase.dsl().execute("update venue set city = upper(city) where latitude is not null");
		Random random = new Random(37);
		Map<String, Integer> valuesCounted = new HashMap<>();
		for (int i = 0; i < 60; i++) {
			Map<String, Object> filter = filter(random);
			JsonNode facets = this.graphQlTestClient.data(ALL_FACETS_QUERY, Map.of("filter", filter))
				.at("/events/facets");
			for (Map.Entry<String, String> facet : COLUMNS.entrySet()) {
				Map<String, Integer> counts = counts(facets.get(facet.getKey()));
				assertThat(counts).as("%s with %s", facet.getKey(), filter)
					.isEqualTo(referenceCounts(facet.getValue(), withoutOwnField(filter, facet.getKey())));
				assertThat(facets.get(facet.getKey()).valueStream().toList())
					.isSortedAccordingTo(order(facet.getKey()));
				valuesCounted.merge(facet.getKey(), counts.size(), Integer::sum);
			}
		}
		assertThat(valuesCounted.values()).hasSize(COLUMNS.size()).allMatch((count) -> count > 40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "categories", "cities", "countries", "organizers", "attendanceModes", "priceKinds", "days",
			"weekdays", "timesOfDay", "ticketAvailabilities" })
	void firstLimitsFacetValues(String facet) {
		List<JsonNode> all = this.graphQlTestClient.data(ALL_FACETS_QUERY)
			.at("/events/facets/" + facet)
			.valueStream()
			.toList();
		String two = "{ events { facets { %s(first: 2) { value name count } } } }".formatted(facet);
		assertThat(this.graphQlTestClient.data(two).at("/events/facets/" + facet).valueStream().toList())
			.isEqualTo(all.subList(0, 2));
		for (int size : new int[] { 0, -1, 401 }) {
			JsonNode error = this.graphQlTestClient
				.error("{ events { facets { %s(first: %d) { value } } } }".formatted(facet, size));
			assertThat(error.get("message").asString())
				.isEqualTo("`first` must be between 1 and 400, but is " + size + ".");
		}
	}

	@Test
	void facetValuesHaveDisplayNames() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (String row : List.of(
					"venue (id, name, city, country, country_code) values (gen_random_uuid(), 'Hall', 'Łódź', 'Poland', 'PL')",
					"organizer (id, name) values (gen_random_uuid(), 'Choir')",
					"category (slug, name) values ('live', 'Live!')",
					"""
							event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source, attendance_mode, venue_id)
							select gen_random_uuid(), 'A', '2026-01-01 23:30Z', '2026-01-02 00:30', 'Europe/Warsaw', 'MINUTE', 'STATED',
							'OFFLINE', id from venue""",
					"event_category select id, 0, 'live' from event",
					"event_organizer select event.id, 0, organizer.id, starts_at from event, organizer")) {
				TestDatabase.dsl().execute("insert into " + row);
			}
		});
		JsonNode facets = this.graphQlTestClient.data(ALL_FACETS_QUERY).at("/events/facets");
		assertThat(facets.at("/categories/0")).hasToString("{\"value\":\"live\",\"name\":\"Live!\",\"count\":1}");
		assertThat(facets.at("/cities/0")).hasToString("{\"value\":\"Łódź\",\"name\":\"Łódź\",\"count\":1}");
		assertThat(facets.at("/countries/0")).hasToString("{\"value\":\"PL\",\"name\":\"Poland\",\"count\":1}");
		assertThat(facets.at("/organizers/0/name").asString()).isEqualTo("Choir");
		assertThat(facets.at("/days/0/value").asString()).isEqualTo("2026-01-02");
		assertThat(facets.at("/priceKinds/0/name").asString()).isEqualTo("UNKNOWN");
	}

	@Test
	void placesAreCountedByTheirCountries() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestDatabase.dsl().execute("""
					insert into venue (id, name, city, state, country, country_code) values
						(gen_random_uuid(), 'A', 'Berlin', 'WA', 'Germany', 'DE'),
						(gen_random_uuid(), 'B', 'berlin', 'wa', 'Germany', 'DE'),
						(gen_random_uuid(), 'C', 'Berlin', 'WA', 'United States', 'US'),
						(gen_random_uuid(), 'D', 'Oslo', null, null, null)""");
			TestDatabase.dsl()
				.execute(
						"""
								insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
									attendance_mode, venue_id)
								select gen_random_uuid(), 'Many', '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED',
									'OFFLINE', id from venue, generate_series(1, case venue.name when 'A' then 3 else 1 end)""");
		});
		JsonNode facets = this.graphQlTestClient.data("""
				{ events { facets {
					citiesById { value name count city { id name countryCode } venue { name } }
					states { value count countryCode city { name } }
					venues(first: 1) { value name count venue { id city } category { name } organizer { name } } } } }
				""").at("/events/facets");
		assertThat(facets.get("citiesById")
			.valueStream()
			.map((value) -> value.get("count") + value.at("/city/countryCode").toString() + value.get("venue")))
			.containsExactlyInAnyOrder("4\"DE\"null", "1\"US\"null", "1nullnull");
		assertThat(facets.at("/citiesById").valueStream()).allSatisfy((value) -> {
			assertThat(value.at("/city/id")).isEqualTo(value.get("value"));
			JsonNode chosen = this.graphQlTestClient.data("""
					query Chosen($id: ID!) { events(filter: { cityIds: [$id] }) {
						totalCount facets { citiesById { count } } } }
					""", Map.of("id", value.get("value").asString()));
			assertThat(chosen.at("/events/totalCount")).isEqualTo(value.get("count"));
			assertThat(chosen.at("/events/facets/citiesById")).hasSize(3);
		});
		assertThat(facets.get("states")
			.valueStream()
			.map((value) -> value.get("value").asString().toUpperCase(Locale.ROOT) + value.get("count")
					+ value.get("countryCode")))
			.containsExactly("WA4\"DE\"", "WA1\"US\"");
		assertThat(facets.at("/venues/0/count").asInt()).isEqualTo(3);
		assertThat(facets.at("/venues/0/venue/id")).isEqualTo(facets.at("/venues/0/value"));
		assertThat(facets.at("/venues/0/name").asString()).isEqualTo("A");
		assertThat(facets.at("/venues/0/category").isNull()).isTrue();
	}

	@Test
	void organizersAndCategoriesComeWithTheirObjects() {
		JsonNode facets = this.graphQlTestClient
			.data("""
					{ events { facets { organizers { value name organizer { id name } } categories { value name category { slug name } }
						countries { value countryCode } } } }
					""")
			.at("/events/facets");
		assertThat(facets.get("organizers").valueStream()).isNotEmpty().allSatisfy((value) -> {
			assertThat(value.at("/organizer/id")).isEqualTo(value.get("value"));
			assertThat(value.at("/organizer/name")).isEqualTo(value.get("name"));
		});
		assertThat(facets.get("categories").valueStream()).isNotEmpty()
			.allSatisfy((value) -> assertThat(value.at("/category/slug")).isEqualTo(value.get("value")));
		assertThat(facets.get("countries").valueStream()).isNotEmpty()
			.allSatisfy((value) -> assertThat(value.get("countryCode")).isEqualTo(value.get("value")));
	}

	@Test
	void facetsAndTotalCountTakeOneStatement() {
		this.graphQlTestClient.data(COUNTS_QUERY, Map.of());
		this.statementRecorder.reset();
		this.graphQlTestClient.data(COUNTS_QUERY, Map.of());
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	@Test
	void countsBeyondTheBoundAreInexact() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				select gen_random_uuid(), 'Many', '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED'
				from generate_series(1, 10001)""");
		JsonNode counted = this.graphQlTestClient.data(COUNTS_QUERY, Map.of()).get("events");
		assertThat(counted.get("totalCount").asInt()).isEqualTo(10_000);
		assertThat(counted.get("totalCountIsExact").asBoolean()).isFalse();
		assertThat(counted.at("/facets/isExact").asBoolean()).isFalse();
	}

	private static Map<String, Object> filter(Random random) {
		Map<String, Object> all = new HashMap<>();
		all.put("attendanceModes", List.of("OFFLINE", "ONLINE", "MIXED").subList(0, 1 + random.nextInt(3)));
		all.put("categories", Map.of(random.nextBoolean() ? "any" : "none", some("select slug from category", random)));
		all.put("cities", some("select city from venue where city is not null", random));
		all.put("countries", List.of("US", "DE", "JP").subList(0, 1 + random.nextInt(2)));
		all.put("organizerIds", some("select 'org_' || id from organizer", random));
		all.put("price", random.nextBoolean() ? Map.of("kinds", List.of("FREE"))
				: Map.of("kinds", List.of("PAID"), "atMost", Map.of("amount", 5000, "currency", "EUR")));
		all.put("during", Map.of("from", "2026-01-04T00:00:00Z"));
		all.put("dates", Map.of("to", "2026-01-08"));
		all.put("startsOn", List.of("2026-01-02", "2026-01-03", "2026-01-04"));
		all.put("weekdays", List.of("FRIDAY", "SATURDAY", "SUNDAY"));
		all.put("timesOfDay", List.of("MORNING", "EVENING"));
		all.put("ticketAvailabilities", List.of("IN_STOCK", "UNKNOWN"));
		all.put("hasImage", random.nextBoolean());
		all.put("interestedAtLeast", random.nextInt(10_000));
		all.keySet().removeIf((name) -> random.nextInt(4) > 0);
		return all;
	}

	private static List<String> some(String query, Random random) {
		List<String> all = TestDatabase.dsl()
			.resultQuery(query + " order by 1")
			.fetch((row) -> row.get(0, String.class));
		return List.of(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size())));
	}

	private static Map<String, Object> withoutOwnField(Map<String, Object> filter, String facet) {
		return switch (facet) {
			case "organizers" -> without(filter, "organizerIds");
			case "days" -> without(without(filter, "during"), "startsOn");
			case "priceKinds" -> withoutPriceKinds(filter);
			default -> without(filter, facet);
		};
	}

	private static Map<String, Object> withoutPriceKinds(Map<String, Object> filter) {
		Map<String, Object> rest = without(filter, "price");
		if (filter.get("price") instanceof Map<?, ?> price && price.get("atMost") != null) {
			rest.put("price", Map.of("atMost", price.get("atMost")));
		}
		return rest;
	}

	private static Comparator<JsonNode> order(String facet) {
		List<String> enumValues = facet.equals("weekdays") ? names(DayOfWeek.values()) : names(TimeOfDay.values());
		return CHRONOLOGICAL.contains(facet)
				? Comparator.comparing((JsonNode value) -> enumValues.indexOf(value.get("value").asString()))
					.thenComparing((value) -> value.get("value").asString())
				: Comparator.comparing((value) -> -value.get("count").asInt());
	}

	private static List<String> names(Enum<?>[] values) {
		return Stream.of(values).map(Enum::name).toList();
	}

	private static Map<String, Object> without(Map<String, Object> filter, String name) {
		Map<String, Object> rest = new HashMap<>(filter);
		rest.remove(name);
		return rest;
	}

	private static Map<String, Integer> counts(JsonNode values) {
		return values.valueStream()
			.collect(Collectors.toMap((value) -> value.get("value").asString().toLowerCase(Locale.ROOT),
					(value) -> value.get("count").asInt()));
	}

	private Map<String, Integer> referenceCounts(String valueSql, Map<String, ?> filter) {
		List<String> ids = this.reference.matchingIds(filter);
		return TestDatabase.dsl()
			.resultQuery("select " + valueSql + " as value, 'evt_' || id as id from event")
			.fetch()
			.stream()
			.filter((row) -> row.get("value") != null && ids.contains(row.get("id", String.class)))
			.collect(Collectors.toMap((row) -> row.get("value").toString().toLowerCase(Locale.ROOT), (row) -> 1,
					Integer::sum));
	}

}
