package dev.marquee.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.RandomOccurrences;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.InMemoryEventFilter.Occurrence;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of events and of occurrences where a third of the events recur, compared with
 * {@link InMemoryEventFilter}.
 */
@IntegrationTest
class OccurrenceListTests {

	private static final String BOTH_LISTS = """
			query Filtered($filter: EventFilter) {
				events(first: 100, filter: $filter) {
					totalCount totalCountIsExact edges { node { id } occurrence { id start { instant } status event { id } } } }
				occurrences(first: 100, filter: $filter) { totalCount nodes { id status event { id } } }
			}""";

	/** Matches all events with coordinates, which an index finds. */
	private static final Map<String, Object> ANYWHERE = Map.of("latitude", 10.0, "longitude", 20.0, "radiusKm",
			20000.0);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	final RandomEventFilters filters = new RandomEventFilters(19);

	InMemoryEventFilter reference;

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@BeforeEach
	void fill() {
		RandomListings.populate(31, 30);
		RandomOccurrences.addTo(5);
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
	}

	@Test
	void everyFieldMatchesReferenceFilter() {
		for (Map.Entry<String, Supplier<Object>> field : this.filters.fields().entrySet()) {
			int found = 0;
			for (int i = 0; i < 15; i++) {
				found += assertMatchesReference(Map.of(field.getKey(), field.getValue().get()));
			}
			assertThat(found).as("occurrences found by " + field.getKey()).isPositive();
		}
	}

	@Test
	void combinedFieldsMatchReferenceFilter() {
		int found = 0;
		for (int i = 0; i < 250; i++) {
			found += assertMatchesReference(this.filters.combined(2 + i % 3));
		}
		assertThat(found).isGreaterThan(500);
	}

	private int assertMatchesReference(Map<String, ?> filter) {
		JsonNode data = this.graphQlTestClient.data(BOTH_LISTS, Map.of("filter", filter));
		List<Occurrence> occurrences = this.reference.matchingOccurrences(filter);
		assertThat(data.at("/occurrences/nodes").valueStream().map((node) -> node.get("id").asString()).toList())
			.as(filter.toString())
			.isEqualTo(occurrences.stream().map(Occurrence::globalId).toList());
		assertThat(data.at("/occurrences/totalCount").asInt()).as(filter.toString()).isEqualTo(occurrences.size());
		for (int i = 0; i < occurrences.size(); i++) {
			JsonNode node = data.at("/occurrences/nodes/" + i);
			assertThat(node.at("/event/id").asString()).isEqualTo(occurrences.get(i).eventId());
			assertThat(node.get("status").asString()).isEqualTo(occurrences.get(i).time().getStatus());
		}
		List<String> events = this.reference.matchingIds(filter);
		assertThat(data.at("/events/edges").valueStream().map((edge) -> edge.at("/node/id").asString()).toList())
			.as(filter.toString())
			.isEqualTo(events);
		assertThat(data.at("/events/totalCount").asInt()).as(filter.toString()).isEqualTo(events.size());
		Map<String, String> first = this.reference.firstMatchingOccurrences(filter)
			.stream()
			.collect(Collectors.toMap(Occurrence::eventId, Occurrence::globalId));
		for (JsonNode edge : data.at("/events/edges")) {
			assertThat(edge.at("/occurrence/event/id")).isEqualTo(edge.at("/node/id"));
			assertThat(edge.at("/occurrence/id").asString()).as(filter.toString())
				.isEqualTo(first.get(edge.at("/node/id").asString()));
		}
		return occurrences.size();
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, ASC", "STARTS_AT, DESC", "LOCAL_START, ASC", "LOCAL_START, DESC", "NAME, ASC",
			"INTERESTED, DESC", "DISTANCE, ASC", "RELEVANCE, DESC", "PRICE, ASC", "PRICE, DESC", "UPDATED_AT, DESC" })
	void pagesOfEventsJoinToTheListInBothDirections(String field, String direction) {
		for (Map<String, ?> period : List.of(Map.of("during", Map.of("from", "2026-01-04T00:00:00Z")),
				Map.of("dates", Map.of("from", "2026-01-03", "to", "2026-01-12")),
				Map.of("dates", Map.of("from", "2026-01-03", "to", "2026-01-12"), "near", ANYWHERE),
				Map.of("weekdays", List.of("MONDAY", "SATURDAY", "TUESDAY"), "during",
						Map.of("from", "2026-01-02T00:00:00Z")),
				Map.of("statuses", List.of("SCHEDULED", "CANCELLED")))) {
			Map<String, Object> filter = new HashMap<>(period);
			if (field.equals("DISTANCE")) {
				filter.put("near", ANYWHERE);
			}
			if (field.equals("RELEVANCE")) {
				filter.put("search", "plain or quotes or tab or new or x");
			}
			List<String> ids = assertPagesJoin("events", "EventOrder", filter,
					Map.of("field", field, "direction", direction));
			assertThat(ids).doesNotHaveDuplicates();
			if (!field.equals("RELEVANCE")) {
				assertThat(ids).containsExactlyInAnyOrderElementsOf(this.reference.matchingIds(filter));
			}
			if (field.equals("STARTS_AT")) {
				List<String> expected = this.reference.matchingIds(filter);
				assertThat(ids).isEqualTo(direction.equals("ASC") ? expected : expected.reversed());
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, ASC", "STARTS_AT, DESC", "LOCAL_START, ASC", "LOCAL_START, DESC" })
	void pagesOfOccurrencesJoinToTheListInBothDirections(String field, String direction) {
		for (Map<String, ?> filter : List.of(Map.<String, Object>of(),
				Map.of("during", Map.of("from", "2026-01-04T00:00:00Z")),
				Map.of("during", Map.of("from", "2026-01-04T00:00:00Z"), "near", ANYWHERE),
				Map.of("timesOfDay", List.of("EVENING", "NIGHT", "MORNING")))) {
			List<String> ids = assertPagesJoin("occurrences", "OccurrenceOrder", filter,
					Map.of("field", field, "direction", direction));
			List<String> expected = this.reference.matchingOccurrences(filter)
				.stream()
				.map(Occurrence::globalId)
				.toList();
			if (field.equals("STARTS_AT")) {
				assertThat(ids).isEqualTo(direction.equals("ASC") ? expected : expected.reversed());
			}
			assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	/** Reads all pages forward and backward, with one statement for each page. */
	private List<String> assertPagesJoin(String list, String order, Map<String, ?> filter, Map<String, ?> orderBy) {
		List<String> forward = new ArrayList<>();
		List<String> backward = new ArrayList<>();
		for (boolean back : new boolean[] { false, true }) {
			Map<String, Object> variables = new HashMap<>(Map.of("filter", filter, "order", orderBy));
			JsonNode page;
			do {
				this.statementRecorder.reset();
				page = this.graphQlTestClient
					.data("""
							query Pages($filter: EventFilter, $order: %s, $cursor: String) {
								%s(filter: $filter, orderBy: $order, %s: 5, %s: $cursor) {
									nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }
							"""
						.formatted(order, list, back ? "last" : "first", back ? "before" : "after"), variables)
					.get(list);
				assertThat(this.statementRecorder.recorded()).hasSize(1);
				List<String> ids = page.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList();
				List<String> read = back ? backward : forward;
				assertThat(page.at(back ? "/pageInfo/hasNextPage" : "/pageInfo/hasPreviousPage").asBoolean())
					.isEqualTo(!read.isEmpty());
				read.addAll(back ? 0 : read.size(), ids);
				variables.put("cursor", page.at(back ? "/pageInfo/startCursor" : "/pageInfo/endCursor").asString());
			}
			while (page.at(back ? "/pageInfo/hasPreviousPage" : "/pageInfo/hasNextPage").asBoolean());
			assertThat(page.get("totalCount").asInt()).isEqualTo((back ? backward : forward).size());
		}
		assertThat(backward).isEqualTo(forward).hasSizeGreaterThan(5);
		return forward;
	}

	@Test
	void nestedListsMatchReferenceFilter() {
		Map<String, Object> filter = Map.of("dates", Map.of("from", "2026-01-03", "to", "2026-01-08"));
		JsonNode data = this.graphQlTestClient.data("""
				query Nested($filter: EventFilter) {
					venues(first: 40) { nodes { id events(first: 30, filter: $filter) { ...E } } }
					organizers(first: 40) { nodes { id events(first: 30, filter: $filter) { ...E } } }
				}
				fragment E on EventConnection { totalCount edges { node { id } occurrence { id } } }""",
				Map.of("filter", filter));
		int found = 0;
		for (String list : List.of("venues", "organizers")) {
			for (JsonNode owner : data.at("/" + list + "/nodes")) {
				Map<String, Object> all = new HashMap<>(filter);
				all.put(list.equals("venues") ? "venueIds" : "organizerIds", List.of(owner.get("id").asString()));
				List<Occurrence> expected = this.reference.firstMatchingOccurrences(all);
				assertThat(owner.at("/events/edges")
					.valueStream()
					.map((edge) -> edge.at("/occurrence/id").asString())
					.toList()).isEqualTo(expected.stream().map(Occurrence::globalId).toList());
				assertThat(owner.at("/events/totalCount").asInt()).isEqualTo(expected.size());
				found += expected.size();
			}
		}
		assertThat(found).isGreaterThan(20);
	}

	@Test
	void timeFacetsCountOccurrencesAndOthersCountEvents() {
		for (int i = 0; i < 60; i++) {
			Map<String, Object> filter = (i == 0) ? Map.of() : this.filters.combined(1 + i % 3);
			JsonNode facets = this.graphQlTestClient.data("""
					query Facets($filter: EventFilter) { events(filter: $filter) { totalCount facets { isExact ...F } }
						occurrences(filter: $filter) { facets { ...F } } }
					fragment F on EventFacets { days(first: 400) { value count } weekdays { value count }
						timesOfDay { value count } attendanceModes { value count } }""", Map.of("filter", filter));
			List<Occurrence> byDay = this.reference.matchingOccurrences(without(filter, "startsOn", "during"));
			Map<String, Long> days = counts(byDay, (time) -> time.getStartLocal().toLocalDate().toString());
			Map<String, Long> weekdays = counts(this.reference.matchingOccurrences(without(filter, "weekdays")),
					(time) -> time.getStartLocal().getDayOfWeek().name());
			Map<String, Object> withoutMode = without(filter, "attendanceModes");
			List<Occurrence> byMode = this.reference.matchingOccurrences(withoutMode);
			for (String list : List.of("events", "occurrences")) {
				JsonNode counted = facets.at("/" + list + "/facets");
				assertThat(counts(counted.get("days"))).as("%s %s", list, filter).isEqualTo(days);
				assertThat(counts(counted.get("weekdays"))).as("%s %s", list, filter).isEqualTo(weekdays);
			}
			assertThat(facets.at("/events/totalCount").asInt()).isEqualTo(this.reference.matchingIds(filter).size());
			assertThat(facets.at("/events/facets/isExact").asBoolean()).isTrue();
			assertThat(counts(facets.at("/occurrences/facets/attendanceModes"))).as(filter.toString())
				.isEqualTo(counts(byMode, EventRecord::getAttendanceMode));
			assertThat(counts(facets.at("/events/facets/attendanceModes"))).as(filter.toString())
				.isEqualTo(
						counts(this.reference.firstMatchingOccurrences(withoutMode), EventRecord::getAttendanceMode));
		}
	}

	private static Map<String, Object> without(Map<String, Object> filter, String... fields) {
		Map<String, Object> others = new HashMap<>(filter);
		List.of(fields).forEach(others::remove);
		return others;
	}

	private static Map<String, Long> counts(List<Occurrence> occurrences, Function<EventRecord, String> value) {
		return occurrences.stream()
			.collect(Collectors.groupingBy((occurrence) -> value.apply(occurrence.time()), TreeMap::new,
					Collectors.counting()));
	}

	private static Map<String, Long> counts(JsonNode facet) {
		return facet.valueStream()
			.collect(Collectors.toMap((value) -> value.get("value").asString(), (value) -> value.get("count").asLong(),
					Long::sum, TreeMap::new));
	}

	@Test
	void clustersCountEachEventOnce() {
		Map<String, Object> world = Map.of("south", -85, "west", -180, "north", 85, "east", 180);
		int found = 0;
		for (int i = 0; i < 60; i++) {
			Map<String, Object> filter = this.filters.combined(2);
			JsonNode clusters = this.graphQlTestClient.data("""
					query Map($within: BoundsInput!, $filter: EventFilter) {
						eventClusters(within: $within, zoom: 0, filter: $filter) { clusters { count } } }""",
					Map.of("within", world, "filter", filter));
			Map<String, Object> onMap = new HashMap<>(filter);
			onMap.putIfAbsent("within", Map.of("south", -85.0, "west", -180.0, "north", 85.0, "east", 180.0));
			int expected = this.reference.matchingIds(onMap).size();
			assertThat(clusters.at("/eventClusters/clusters")
				.valueStream()
				.mapToInt((cell) -> cell.get("count").asInt())
				.sum()).as(filter.toString()).isEqualTo(expected);
			found += expected;
		}
		assertThat(found).isPositive();
	}

	@Test
	void occurrencesOfAnEventAreListedAndFoundById() {
		for (JsonNode event : this.graphQlTestClient
			.data("""
					{ events(first: 100) { nodes { id
						occurrences(first: 50) { totalCount nodes { ...O } }
						mondays: occurrences(filter: { weekdays: MONDAY }) { totalCount edges { node { id } } } } } }
					fragment O on Occurrence { id status cancellationReason previousStart { instant } start { instant timeZone }
						end { instant } event { id } }""")
			.at("/events/nodes")) {
			List<Occurrence> expected = this.reference.matchingOccurrences(Map.of())
				.stream()
				.filter((occurrence) -> occurrence.eventId().equals(event.get("id").asString()))
				.toList();
			assertThat(event.at("/occurrences/nodes").valueStream().map((node) -> node.get("id").asString()).toList())
				.isEqualTo(expected.stream().map(Occurrence::globalId).toList());
			assertThat(event.at("/occurrences/totalCount").asInt()).isEqualTo(expected.size());
			assertThat(event.at("/mondays/totalCount").asLong()).isEqualTo(expected.stream()
				.filter((occurrence) -> occurrence.time().getStartLocal().getDayOfWeek().name().equals("MONDAY"))
				.count());
			for (JsonNode occurrence : event.at("/occurrences/nodes")) {
				JsonNode node = this.graphQlTestClient.data("""
						query Find($id: ID!) { node(id: $id) { ... on Occurrence { id status cancellationReason
							previousStart { instant } start { instant timeZone } end { instant } event { id } } } }""",
						Map.of("id", occurrence.get("id").asString()))
					.get("node");
				assertThat(node).isEqualTo(occurrence);
			}
		}
	}

	@Test
	void nextOccurrenceIsTheFirstThatTakesPlace() {
		for (String now : List.of("2026-01-01T00:00:00Z", "2026-01-05T13:00:00Z", "2026-01-09T20:00:00Z",
				"2026-02-20T00:00:00Z")) {
			this.clock.fixAt(Instant.parse(now));
			int found = 0;
			for (JsonNode event : this.graphQlTestClient
				.data("{ events(first: 100) { nodes { id nextOccurrence { id } } } }")
				.at("/events/nodes")) {
				String expected = this.reference
					.matchingOccurrences(Map.of("during", Map.of("from", now), "statuses",
							List.of("SCHEDULED", "RESCHEDULED", "MOVED_ONLINE")))
					.stream()
					.filter((occurrence) -> occurrence.eventId().equals(event.get("id").asString()))
					.findFirst()
					.map(Occurrence::globalId)
					.orElse(null);
				assertThat(event.at("/nextOccurrence/id").asString(null)).isEqualTo(expected);
				found += (expected != null) ? 1 : 0;
			}
			assertThat(found).as(now).isEqualTo(now.startsWith("2026-02") ? found : Math.max(found, 1));
		}
	}

	@Test
	void occurrencesOfDraftsAreHidden() {
		UUID draft = TestDatabase.dsl().fetchSingle("select event_id from occurrence limit 1").get(0, UUID.class);
		JsonNode occurrence = this.graphQlTestClient
			.data("""
					query Find($id: ID!) { event(id: $id) { occurrences { nodes { id } } } }""",
					Map.of("id", "evt_" + draft))
			.at("/event/occurrences/nodes/0/id");
		TestDatabase.dsl().execute("update event set published_at = null where id = {0}", DSL.val(draft));
		JsonNode data = this.graphQlTestClient.data("""
				query Hidden($id: ID!) { node(id: $id) { id }
					occurrences(first: 100) { totalCount nodes { event { id } } facets { days(first: 400) { count } } }
					events(first: 100, filter: { dates: { from: "2020-01-01" } }) { totalCount nodes { id } } }""",
				Map.of("id", occurrence.asString()));
		assertThat(data.get("node").isNull()).isTrue();
		String text = data.toString();
		assertThat(text).doesNotContain(draft.toString());
		int expected = (int) this.reference.matchingOccurrences(Map.of())
			.stream()
			.filter((other) -> !other.eventId().equals("evt_" + draft))
			.count();
		assertThat(data.at("/occurrences/totalCount").asInt()).isEqualTo(expected);
		assertThat(data.at("/occurrences/facets/days").valueStream().mapToInt((day) -> day.get("count").asInt()).sum())
			.isEqualTo(expected);
	}

	@Test
	void changesAreFilteredByLoggedOccurrences() {
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		TestDatabase.dsl().execute("update event set interested_count = interested_count + 1");
		int matched = 0;
		for (int i = 0; i < 120; i++) {
			Map<String, Object> filter = this.filters.combined(1 + i % 3);
			filter.keySet().removeAll(List.of("interestedAtLeast", "updatedSince"));
			List<String> changed = this.graphQlTestClient
				.data("""
						query Changes($filter: EventFilter, $after: String) {
							changes(first: 100, after: $after, filter: $filter) { nodes { eventId } } }""",
						Map.of("filter", filter, "after", cursor))
				.at("/changes/nodes")
				.valueStream()
				.map((change) -> change.get("eventId").asString())
				.toList();
			assertThat(changed).as(filter.toString())
				.containsExactlyInAnyOrderElementsOf(this.reference.matchingIds(filter));
			matched += changed.size();
		}
		assertThat(matched).isPositive();
	}

	@Test
	void preparedStatementsNoticeTheFirstRecurrence() {
		TestDatabase.dsl().execute("delete from recurrence");
		TestDatabase.dsl().execute("delete from occurrence");
		TestDatabase.dsl().execute("update event set version = version + 1");
		TestDatabase.dsl().execute("""
				create or replace function events_recur() returns boolean
				language sql stable parallel safe return false""");
		Map<String, Object> filter = Map.of("during", Map.of("from", "2026-01-03T00:00:00Z"));
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
		for (int i = 0; i < 12; i++) {
			assertMatchesReference(filter);
		}
		RandomOccurrences.addTo(6);
		assertThat(TestDatabase.dsl().fetchValue("select events_recur()")).isEqualTo(true);
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
		for (int i = 0; i < 12; i++) {
			assertThat(assertMatchesReference(filter)).isGreaterThan(this.reference.matchingIds(filter).size());
		}
	}

	@Test
	void searchRowsExpandToTheOccurrences() {
		assertThat(TestDatabase.dsl().fetchValue("""
				select count(*) from event_occurrence as o join event_search as s using (event_id)
				where not exists (
					select from expand_occurrences(s) as x
					where (x.id, x.original_start, x.starts_at, x.over_at, x.status)
						= (o.id, o.original_start, o.starts_at, o.over_at, o.status))""")).isEqualTo(0L);
		assertThat(TestDatabase.dsl().fetchValue("""
				select count(*) from occurrence as o join event_search as s using (event_id)
				join lateral expand_occurrences(s) as x on x.id = o.id
				where (x.duration_class, x.start_day, x.end_day, x.start_weekday, x.start_time, x.start_local)
					is not distinct from
					(o.duration_class, o.start_day, o.end_day, o.start_weekday, o.start_time, o.start_local)"""))
			.isEqualTo(TestDatabase.dsl().fetchValue("select count(*) from occurrence"));
	}

	@Test
	void searchRowsKnowTheLongestOccurrence() {
		assertThat(TestDatabase.dsl()
			.fetch("""
					select extract(epoch from longest_occurrence), (
						select max(extract(epoch from over_at - starts_at)) from occurrence where event_id = event_search.event_id
					)
					from event_search where recurs"""))
			.isNotEmpty()
			.allSatisfy((row) -> assertThat(row.get(0)).isEqualTo(row.get(1)));
	}

}
