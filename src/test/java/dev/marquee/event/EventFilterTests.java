package dev.marquee.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

	final RandomEventFilters filters = new RandomEventFilters(17);

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
		for (Map.Entry<String, Supplier<Object>> field : this.filters.fields().entrySet()) {
			int found = 0;
			for (int i = 0; i < 25; i++) {
				found += assertMatchesReference(Map.of(field.getKey(), field.getValue().get()));
			}
			assertThat(found).as("events found by " + field.getKey()).isPositive();
		}
	}

	@Test
	void combinedFieldsMatchReferenceFilter() {
		int found = 0;
		for (int i = 0; i < 300; i++) {
			found += assertMatchesReference(this.filters.combined(3));
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

}
