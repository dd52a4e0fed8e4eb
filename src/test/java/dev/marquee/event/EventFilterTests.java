package dev.marquee.event;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.PERFORMER;
import static dev.marquee.db.Tables.VENUE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every field of the filter and random combinations, compared with
 * {@link InMemoryEventFilter}.
 */
@IntegrationTest
class EventFilterTests {

	private static final String FILTER_QUERY = """
			query Filtered($filter: EventFilter) { events(first: 100, filter: $filter) { totalCount nodes { id } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	final Random random = new Random(17);

	InMemoryEventFilter reference;

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@BeforeEach
	void fill() {
		RandomListings.populate(23, 90);
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
	}

	@Test
	void everyFieldMatchesReferenceFilter() {
		for (Map.Entry<String, Supplier<Object>> field : fields().entrySet()) {
			int found = 0;
			for (int i = 0; i < 25; i++) {
				found += assertMatchesReference(Map.of(field.getKey(), field.getValue().get()));
			}
			assertThat(found).as("events found by " + field.getKey()).isPositive();
		}
	}

	@Test
	void combinedFieldsMatchReferenceFilter() {
		List<Map.Entry<String, Supplier<Object>>> fields = List.copyOf(fields().entrySet());
		int found = 0;
		for (int i = 0; i < 300; i++) {
			Map<String, Object> filter = new HashMap<>();
			for (int j = 0; j < 3; j++) {
				Map.Entry<String, Supplier<Object>> field = pick(fields);
				filter.put(field.getKey(), field.getValue().get());
			}
			if (filter.containsKey("startsAtOrAfterTime")) {
				filter.put("startsBeforeTime", "23:59:59");
			}
			found += assertMatchesReference(filter);
		}
		assertThat(found).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "NOW, 2026-01-07T13:00:00Z, 2026-01-07T13:00:00.001Z",
			"TODAY, 2026-01-07T08:00:00Z, 2026-01-08T08:00:00Z", "TOMORROW, 2026-01-08T08:00:00Z, 2026-01-09T08:00:00Z",
			"THIS_WEEK, 2026-01-05T08:00:00Z, 2026-01-12T08:00:00Z",
			"THIS_WEEKEND, 2026-01-10T08:00:00Z, 2026-01-12T08:00:00Z",
			"NEXT_7_DAYS, 2026-01-07T08:00:00Z, 2026-01-14T08:00:00Z",
			"THIS_MONTH, 2026-01-01T08:00:00Z, 2026-02-01T08:00:00Z", "UPCOMING, 2026-01-07T13:00:00Z," })
	void relativePeriodsFollowTheTimeZone(String when, String from, String to) {
		this.clock.fixAt(Instant.parse("2026-01-07T13:00:00Z"));
		Map<String, String> period = (to != null) ? Map.of("from", from, "to", to) : Map.of("from", from);
		List<String> expected = this.reference.matchingIds(Map.of("during", period));
		assertThat(filteredIds(Map.of("when", when, "timeZone", "America/Los_Angeles"))).isNotEmpty()
			.isEqualTo(expected);
	}

	@Test
	void pastAndUpcomingPartitionAllEvents() {
		this.clock.fixAt(Instant.parse("2026-01-07T13:00:00Z"));
		List<String> both = new ArrayList<>(filteredIds(Map.of("when", "PAST")));
		both.addAll(filteredIds(Map.of("when", "UPCOMING")));
		assertThat(both).containsExactlyInAnyOrderElementsOf(this.reference.matchingIds(Map.of()));
	}

	@Test
	void filteredPagesTakeOneStatementEach() {
		Map<String, ?> filter = Map.of("statuses", List.of("SCHEDULED", "CANCELLED"), "hasImage", true);
		List<String> ids = new ArrayList<>();
		Map<String, Object> variables = new HashMap<>(Map.of("filter", filter));
		JsonNode page;
		do {
			this.statementRecorder.reset();
			page = this.graphQlTestClient.data("""
					query Pages($filter: EventFilter, $after: String) {
						events(filter: $filter, first: 4, after: $after) {
							nodes { id } pageInfo { hasNextPage endCursor } totalCount } }
					""", variables).get("events");
			assertThat(this.statementRecorder.recorded()).hasSize(1);
			page.get("nodes").forEach((node) -> ids.add(node.get("id").asString()));
			variables.put("after", page.at("/pageInfo/endCursor").asString());
		}
		while (page.at("/pageInfo/hasNextPage").asBoolean());
		assertThat(ids).isEqualTo(this.reference.matchingIds(filter)).hasSize(page.get("totalCount").asInt());
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, ASC", "STARTS_AT, DESC", "NAME, ASC", "INTERESTED, DESC", "DISTANCE, ASC",
			"DISTANCE, DESC", "RELEVANCE, DESC", "RELEVANCE, ASC", "LOCAL_START, ASC", "LOCAL_START, DESC",
			"PRICE, ASC", "PRICE, DESC" })
	void filteredPagesReportPageInfoInEveryOrder(String field, String direction) {
		Map<String, Object> filter = new HashMap<>(Map.of("during", Map.of("from", "2026-01-04T00:00:00Z"), "statuses",
				List.of("SCHEDULED", "CANCELLED")));
		if (field.equals("DISTANCE")) {
			filter.put("near", Map.of("latitude", 10, "longitude", 20, "radiusKm", 20000));
		}
		if (field.equals("RELEVANCE")) {
			filter.put("search", "plain or quotes or tab or new or x");
		}
		Map<String, Object> variables = new HashMap<>(
				Map.of("filter", filter, "order", Map.of("field", field, "direction", direction)));
		List<String> ids = new ArrayList<>();
		JsonNode page;
		do {
			page = this.graphQlTestClient.data("""
					query Pages($filter: EventFilter, $order: EventOrder, $after: String) {
						events(filter: $filter, orderBy: $order, first: 4, after: $after) {
							nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }
					""", variables).get("events");
			assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(!ids.isEmpty());
			page.get("nodes").forEach((node) -> ids.add(node.get("id").asString()));
			variables.put("after", page.at("/pageInfo/endCursor").asString());
		}
		while (page.at("/pageInfo/hasNextPage").asBoolean());
		assertThat(ids).doesNotHaveDuplicates().hasSize(page.get("totalCount").asInt()).hasSizeGreaterThan(4);
	}

	@Test
	void nestedEventListsAreFiltered() {
		JsonNode data = this.graphQlTestClient.data("""
				query NestedLists($filter: EventFilter) {
					venues(first: 100) { nodes { id events(first: 100, filter: $filter) { nodes { id } } } }
					organizers(first: 100) { nodes { id events(first: 100, filter: $filter) { nodes { id } } } } }
				""", Map.of("filter", Map.of("interestedAtLeast", 8000)));
		for (String list : List.of("venues", "organizers")) {
			for (JsonNode owner : data.at("/" + list + "/nodes")) {
				String ids = list.equals("venues") ? "venueIds" : "organizerIds";
				assertThat(owner.at("/events/nodes").valueStream().map((node) -> node.get("id").asString()).toList())
					.isEqualTo(this.reference
						.matchingIds(Map.of("interestedAtLeast", 8000, ids, List.of(owner.get("id").asString()))));
			}
		}
	}

	private List<String> filteredIds(Map<String, ?> filter) {
		JsonNode events = this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter)).get("events");
		return events.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList();
	}

	private int assertMatchesReference(Map<String, ?> filter) {
		JsonNode events = this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter)).get("events");
		List<String> expected = this.reference.matchingIds(filter);
		assertThat(events.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList())
			.as(filter.toString())
			.isEqualTo(expected);
		assertThat(events.get("totalCount").asInt()).isEqualTo(expected.size());
		return expected.size();
	}

	private Map<String, Supplier<Object>> fields() {
		List<String> cities = TestDatabase.dsl().selectFrom(VENUE).where(VENUE.CITY.isNotNull()).fetch(VENUE.CITY);
		List<String> states = TestDatabase.dsl().selectFrom(VENUE).where(VENUE.STATE.isNotNull()).fetch(VENUE.STATE);
		List<String> slugs = TestDatabase.dsl().selectFrom(CATEGORY).fetch(CATEGORY.SLUG);
		List<String> venues = TestDatabase.dsl().selectFrom(VENUE).fetch((row) -> "ven_" + row.getId());
		List<String> organizers = TestDatabase.dsl().selectFrom(ORGANIZER).fetch((row) -> "org_" + row.getId());
		Map<String, Supplier<Object>> fields = new HashMap<>();
		fields.put("cities", () -> some(respelled(cities)));
		fields.put("states", () -> some(respelled(states)));
		fields.put("countries", () -> some(List.of("US", "DE", "JP", "FR")));
		fields.put("near", this::near);
		fields.put("within", this::bounds);
		fields.put("during", this::period);
		fields.put("weekdays", () -> some(List.of("MONDAY", "WEDNESDAY", "SATURDAY", "SUNDAY")));
		fields.put("startsAtOrAfterTime", this::time);
		fields.put("startsBeforeTime", this::time);
		fields.put("categories", () -> Map.of(pick(List.of("any", "all", "none")), some(slugs)));
		fields.put("price", this::price);
		fields.put("attendanceModes", () -> some(List.of("OFFLINE", "ONLINE", "MIXED", "UNKNOWN")));
		fields.put("statuses", () -> some(List.of("SCHEDULED", "CANCELLED", "POSTPONED", "RESCHEDULED")));
		fields.put("organizerIds", () -> some(organizers));
		fields.put("venueIds", () -> some(venues));
		fields.put("interestedAtLeast", () -> this.random.nextInt(20_000));
		fields.put("updatedSince", () -> pick(List.of("2026-01-01T00:00:00Z", "2999-01-01T00:00:00+02:00")));
		fields.put("hasImage", this.random::nextBoolean);
		fields.put("dates", this::dates);
		fields.put("startsOn", () -> some(List.of("2026-01-01", "2026-01-02", "2026-01-05", "2026-01-09")));
		fields.put("timesOfDay", () -> some(List.of("MORNING", "AFTERNOON", "EVENING", "NIGHT")));
		fields.put("ticketAvailabilities", () -> some(List.of("IN_STOCK", "SOLD_OUT", "UNKNOWN", "LIMITED")));
		fields.put("types", () -> some(List.of("MUSIC", "SOCIAL", "OTHER", "SALE")));
		fields.put("tags", () -> some(List.of("acoustic", "OPEN AIR", "cafe", "日本", "none")));
		fields.put("languages", () -> some(List.of("EN", "pt", "pt-br", "zh-Hant", "zh-TW")));
		fields.put("suitableForAge", () -> this.random.nextInt(70));
		fields.put("accessibilityFeatures", () -> some(List.of("WHEELCHAIR_ACCESS", "CAPTIONS", "RELAXED")));
		fields.put("performerIds",
				() -> some(TestDatabase.dsl().selectFrom(PERFORMER).fetch((row) -> "per_" + row.getId())));
		fields.put("cityIds",
				() -> some(TestDatabase.dsl()
					.resultQuery(
							"select 'cit_' || city_id(city, state, country_code) from venue where city is not null")
					.fetch((row) -> row.get(0, String.class))));
		return fields;
	}

	private Map<String, ?> near() {
		return Map.of("latitude", (double) this.random.nextInt(-90, 91), "longitude",
				(double) this.random.nextInt(-180, 181), "radiusKm", pick(List.of(500.0, 4000.0, 19_999.5)));
	}

	private Map<String, ?> bounds() {
		double south = this.random.nextInt(-90, 60);
		return Map.of("south", south, "north", south + this.random.nextInt(30), "west",
				(double) this.random.nextInt(-180, 180), "east", (double) this.random.nextInt(-180, 180));
	}

	private Map<String, ?> period() {
		Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(this.random.nextInt(250) * 3600L);
		Instant to = from.plusSeconds(this.random.nextInt(1, 72) * 1800L);
		return switch (this.random.nextInt(3)) {
			case 0 -> Map.of("from", from.toString());
			case 1 -> Map.of("to", to.toString());
			default -> Map.of("from", from.toString(), "to", to.toString());
		};
	}

	private Map<String, ?> price() {
		Map<String, ?> atMost = Map.of("amount", this.random.nextInt(100_000), "currency", pick(List.of("EUR", "JPY")));
		Map<String, ?> atLeast = Map.of("amount", this.random.nextInt((int) atMost.get("amount") + 1), "currency",
				atMost.get("currency"));
		List<?> kinds = some(List.of("FREE", "PAID", "UNKNOWN"));
		return switch (this.random.nextInt(7)) {
			case 0 -> Map.of("kinds", kinds);
			case 1 -> Map.of("atMost", atMost);
			case 2 -> Map.of("kinds", kinds, "atMost", atMost);
			case 3 -> Map.of("atLeast", pick(List.of(atLeast, Map.of("amount", 0, "currency", "USD"))));
			case 4 -> Map.of("atLeast", atLeast, "atMost", atMost);
			case 5 -> Map.of("kinds", kinds, "atLeast", atLeast, "atMost", atMost);
			default -> Map.of("currency", pick(List.of("EUR", "JPY", "CHF")));
		};
	}

	private Map<String, ?> dates() {
		LocalDate from = LocalDate.of(2026, 1, 1).plusDays(this.random.nextInt(-1, 13));
		LocalDate to = from.plusDays(this.random.nextInt(4));
		return switch (this.random.nextInt(3)) {
			case 0 -> Map.of("from", from.toString());
			case 1 -> Map.of("to", to.toString());
			default -> Map.of("from", from.toString(), "to", to.toString());
		};
	}

	private String time() {
		return "%02d:%02d:00".formatted(this.random.nextInt(24), this.random.nextInt(2) * 30);
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static List<String> respelled(List<String> texts) {
		return texts.stream()
			.flatMap((text) -> Stream.of(text, Normalizer.normalize(text, Normalizer.Form.NFD)))
			.toList();
	}

	private <T> List<T> some(List<T> choices) {
		List<T> some = new ArrayList<>();
		for (int i = 0; i <= this.random.nextInt(3); i++) {
			some.add(pick(choices));
		}
		return some;
	}

}
