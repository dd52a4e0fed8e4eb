package dev.marquee.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The field {@code Event.similar}, on hand-made events and compared with a reference
 * implementation.
 */
@IntegrationTest
class SimilarEventsTests {

	private static final String SIMILAR_QUERY = """
			query Similar($first: Int!) { events(first: 80) { nodes { name id similar(first: $first) { id name } } } }
			""";

	private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	@BeforeEach
	void stopClock() {
		this.clock.fixAt(NOW);
		TestDatabase.clear();
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@Test
	void mostSimilarEventComesFirst() {
		fill();
		assertThat(similar("Original", 20)).containsExactly("Twin", "Both kinds", "Host and kind", "Kind and city",
				"Going on", "Soon", "Later", "Place");
	}

	@Test
	void firstLimitsSimilarEvents() {
		fill();
		assertThat(similar("Original", 1)).containsExactly("Twin");
		assertThat(similar("Original", 3)).containsExactly("Twin", "Both kinds", "Host and kind");
		assertThat(this.graphQlTestClient.data("{ events(first: 80) { nodes { name similar { id } } } }")
			.at("/events/nodes")
			.valueStream()
			.filter((event) -> event.get("name").asString().equals("Original"))
			.map((event) -> event.get("similar").size())).containsExactly(5);
	}

	@Test
	void unrelatedEventHasNoSimilarEvents() {
		fill();
		assertThat(similar("Stranger", 20)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 21, Integer.MAX_VALUE })
	void firstOutsideOneToTwentyIsRejected(int size) {
		JsonNode error = this.graphQlTestClient.error(SIMILAR_QUERY.replace("80", "5"), Map.of("first", size));
		assertThat(error.get("message").asString()).isEqualTo("`first` must be between 1 and 20, but is " + size + ".");
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void similarEventsMatchReferenceImplementation() {
		RandomListings.populate(43, 80);
		Map<String, List<String>> similar = similarIds(20);
		assertThat(similar).isEqualTo(similarIds(20));
		Map<String, List<String>> expected = referenceImplementation();
		similar.forEach((id, others) -> assertThat(others).as(id)
			.doesNotContain(id)
			.isEqualTo(expected.getOrDefault(id, List.of()).stream().limit(20).toList()));
		assertThat(similar.values().stream().filter((others) -> others.size() > 5)).hasSizeGreaterThan(20);
	}

	/**
	 * Reads all pairs of events with their common features; scores and sorts them in
	 * Java.
	 */
	private static Map<String, List<String>> referenceImplementation() {
		record Pair(String one, String other, double score, Instant start, String key) {
		}
		List<Pair> pairs = new ArrayList<>();
		for (Record row : TestDatabase.dsl().fetch("""
				select one.event_id as one, other.event_id as other, other.starts_at,
					(select count(*) from event_category as a join event_category as b using (category_slug)
						where a.event_id = one.event_id and b.event_id = other.event_id) as categories,
					exists (select from event_organizer as a join event_organizer as b using (organizer_id)
						where a.event_id = one.event_id and b.event_id = other.event_id) as organizer,
					coalesce(one.venue_id = other.venue_id, false) as venue,
					coalesce(lower(one.city) = lower(other.city), false) as city,
					similarity(other.name_key, one.name_key)::float8 as name, other.over_at
				from event_search as one join event_search as other on one.event_id <> other.event_id
				where other.status <> 'CANCELLED'""")) {
			long categories = row.get("categories", Long.class);
			boolean organizer = row.get("organizer", Boolean.class);
			boolean venue = row.get("venue", Boolean.class);
			boolean isUpcoming = !row.get("starts_at", Instant.class).isBefore(NOW);
			boolean isInProgress = !isUpcoming && row.get("over_at", Instant.class).isAfter(NOW);
			if ((isUpcoming && (categories > 0 || organizer || venue)) || (isInProgress && categories > 0)) {
				double score = 3 * categories + (organizer ? 2 : 0) + (venue ? 1 : 0)
						+ (row.get("city", Boolean.class) ? 1 : 0) + 3 * row.get("name", Double.class);
				pairs.add(new Pair(row.get("one", String.class), row.get("other", String.class), score,
						row.get("starts_at", Instant.class), row.get("other", String.class)));
			}
		}
		pairs.sort(
				Comparator.comparingDouble(Pair::score).reversed().thenComparing(Pair::start).thenComparing(Pair::key));
		Map<String, List<String>> idsByEvent = new HashMap<>();
		pairs.forEach((pair) -> idsByEvent.computeIfAbsent("evt_" + pair.one(), (missing) -> new ArrayList<>())
			.add("evt_" + pair.other()));
		return idsByEvent;
	}

	private Map<String, List<String>> similarIds(int first) {
		Map<String, List<String>> idsByEvent = new HashMap<>();
		for (JsonNode event : this.graphQlTestClient.data(SIMILAR_QUERY, Map.of("first", first)).at("/events/nodes")) {
			idsByEvent.put(event.get("id").asString(),
					event.get("similar").valueStream().map((other) -> other.get("id").asString()).toList());
		}
		return idsByEvent;
	}

	private List<String> similar(String name, int first) {
		return this.graphQlTestClient.data(SIMILAR_QUERY, Map.of("first", first))
			.at("/events/nodes")
			.valueStream()
			.filter((event) -> event.get("name").asString().equals(name))
			.map((event) -> event.get("similar").valueStream().map((other) -> other.get("name").asString()).toList())
			.findFirst()
			.orElse(Collections.emptyList());
	}

	private static void fill() {
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (String row : List.of("organizer (id, name) values (gen_random_uuid(), 'Host')",
					"venue (id, name, city) values (gen_random_uuid(), 'Hall', 'Ghent')",
					"venue (id, name, city) values (gen_random_uuid(), 'Barn', 'GHENT')",
					"venue (id, name, city) values (gen_random_uuid(), 'Far', 'Oslo')",
					"category values ('jazz', 'Jazz'), ('food', 'Food'), ('odd', 'Odd')")) {
				TestDatabase.dsl().execute("insert into " + row);
			}
			event("Original", 20, "Hall", true, "jazz", "food");
			event("Twin", 30, "Hall", true, "jazz", "food");
			event("Both kinds", 21, "Far", false, "food", "jazz");
			event("Host and kind", 9, "Far", true, "jazz");
			event("Kind and city", 9, "Barn", false, "jazz");
			event("Soon", 7, "Far", false, "jazz");
			event("Later", 8, "Far", false, "food");
			event("Going on", 5, "Far", false, "food");
			event("Place", 6, "Hall", false);
			event("Cancelled", 8, "Hall", true, "jazz", "food");
			event("Over", 4, "Hall", true, "jazz", "food");
			event("Stranger", 8, "Nowhere", false, "odd");
			TestDatabase.dsl().execute("update event set status = 'CANCELLED' where name = 'Cancelled'");
			TestDatabase.dsl().execute("""
					update event set ends_at = '2026-01-05 12:30Z', end_local = '2026-01-05 12:30', end_zone = 'UTC',
						end_precision = 'MINUTE', end_zone_source = 'STATED' where name = 'Going on'""");
		});
	}

	private static void event(String name, int day, String venue, boolean hosted, String... categories) {
		TestDatabase.dsl().execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
					attendance_mode, venue_id)
				select gen_random_uuid(), ?, start at time zone 'UTC', start, 'UTC', 'MINUTE', 'STATED', 'OFFLINE',
					(select id from venue where name = ?)
				from make_timestamp(2026, 1, ?, 11, 30, 0) as start""", name, venue, day);
		if (hosted) {
			TestDatabase.dsl().execute("""
					insert into event_organizer
					select event.id, 0, organizer.id, starts_at from event, organizer where event.name = ?""", name);
		}
		for (int i = 0; i < categories.length; i++) {
			TestDatabase.dsl()
				.execute("insert into event_category select id, ?::smallint, ? from event where name = ?", i,
						categories[i], name);
		}
	}

}
