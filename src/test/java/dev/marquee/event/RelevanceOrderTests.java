package dev.marquee.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
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
 * The order by relevance: by tier of the match, then by interest.
 */
@IntegrationTest
class RelevanceOrderTests {

	private static final String PAGE = """
			query Page($filter: EventFilter, $order: EventOrder, $first: Int, $after: String, $last: Int, $before: String) {
				events(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					edges { relevance node { id } }
					pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
			""";

	private static final int EVENTS = 80;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	private final Random random = new Random(7);

	private final List<StoredEvent> events = new ArrayList<>();

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestDatabase.dsl()
				.execute("insert into venue (id, name, city) values (?, 'Jazz Cellar', 'City')", UUID.randomUUID());
			TestDatabase.dsl()
				.execute("insert into venue (id, name, city) values (?, 'Arena', 'City')", UUID.randomUUID());
			for (int number = 0; number < EVENTS; number++) {
				this.events.add(insert());
			}
		});
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource({ "DESC, 7", "ASC, 7", "DESC, 3", "DESC, 100" })
	void pagesStayConsistentWhileEventsAreInserted(String direction, int size) {
		for (String search : List.of("jazz", "night", "jazz night", "jazz -opera", "jazz or opera", "\"jazz night\"")) {
			List<String> expected = expected(search, direction);
			List<String> forward = allPages(search, direction, "first", "after", size);
			List<String> backward = allPages(search, direction, "last", "before", size);
			Collections.reverse(backward);
			for (List<String> paged : List.of(forward, backward)) {
				assertThat(paged).doesNotHaveDuplicates();
				assertThat(paged.stream().filter(expected::contains).toList()).as(search).isEqualTo(expected);
			}
		}
	}

	@Test
	void relevanceIsDescendingAndGroupedByTier() {
		List<Double> shown = page(
				Map.of("filter", Map.of("search", "jazz"), "order", Map.of("field", "RELEVANCE"), "first", 100))
			.get("edges")
			.valueStream()
			.map((edge) -> edge.get("relevance").asDouble())
			.toList();
		assertThat(shown).isSortedAccordingTo(Comparator.reverseOrder()).allMatch((value) -> value >= 0 && value < 1);
		assertThat(List.of(2, 1, 0)).allSatisfy(
				(tier) -> assertThat(shown).filteredOn((value) -> value >= tier / 3.0 && value < (tier + 1) / 3.0)
					.hasSameSizeAs(this.events.stream().filter((event) -> event.tier("jazz") == tier).toList()));
	}

	@Test
	void venueListHasTheSameOrder() {
		JsonNode venues = this.graphQlTestClient.data("""
				{ venues { nodes { events(filter: { search: "jazz" }, orderBy: { field: RELEVANCE }, first: 100) {
					nodes { id } } } } }""", Map.of());
		List<String> expected = expected("jazz", "DESC");
		venues.at("/venues/nodes").valueStream().forEach((venue) -> {
			List<String> ids = ids(venue.at("/events/nodes"));
			assertThat(ids).isNotEmpty().isEqualTo(expected.stream().filter(ids::contains).toList());
		});
	}

	private List<String> expected(String search, String direction) {
		Comparator<StoredEvent> order = Comparator.<StoredEvent>comparingInt((event) -> event.tier(search))
			.thenComparingInt(StoredEvent::interested)
			.thenComparing((event) -> event.id().toString());
		return this.events.stream()
			.filter((event) -> event.tier(search) >= 0)
			.sorted(direction.equals("DESC") ? order.reversed() : order)
			.map((event) -> "evt_" + event.id())
			.toList();
	}

	private List<String> allPages(String search, String direction, String sizeArgument, String cursorArgument,
			int size) {
		Map<String, Object> arguments = new HashMap<>(Map.of("filter", Map.of("search", search), "order",
				Map.of("field", "RELEVANCE", "direction", direction), sizeArgument, size));
		boolean backward = cursorArgument.equals("before");
		List<String> ids = new ArrayList<>();
		List<UUID> insertedIds = new ArrayList<>();
		JsonNode page;
		do {
			page = page(arguments);
			List<String> found = ids(page.get("edges").valueStream().map((edge) -> edge.get("node")).toList());
			ids.addAll(backward ? found.reversed() : found);
			assertThat(page.at(backward ? "/pageInfo/hasNextPage" : "/pageInfo/hasPreviousPage").asBoolean())
				.isEqualTo(arguments.containsKey(cursorArgument));
			arguments.put(cursorArgument,
					page.at(backward ? "/pageInfo/startCursor" : "/pageInfo/endCursor").asString());
			insertedIds.add(insert().id());
		}
		while (page.at(backward ? "/pageInfo/hasPreviousPage" : "/pageInfo/hasNextPage").asBoolean());
		TestDatabase.dsl().execute("delete from event where id = any(?)", (Object) insertedIds.toArray(UUID[]::new));
		return ids;
	}

	private JsonNode page(Map<String, ?> arguments) {
		return this.graphQlTestClient.data(PAGE, arguments).get("events");
	}

	private static List<String> ids(Iterable<JsonNode> nodes) {
		List<String> ids = new ArrayList<>();
		nodes.forEach((node) -> ids.add(node.get("id").asString()));
		return ids;
	}

	private StoredEvent insert() {
		StoredEvent event = new StoredEvent(UUID.randomUUID(), text(),
				this.random.nextBoolean() ? "Jazz Cellar" : "Arena", text(), this.random.nextInt(4) * 40);
		TestDatabase.dsl()
			.execute("""
					insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
						start_zone_source, attendance_mode, interested_count, venue_id)
					values (?, ?, ?, '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED', 'OFFLINE', ?,
						(select id from venue where name = ?))""", event.id(), event.name(), event.description(),
					event.interested(), event.venue());
		return event;
	}

	private String text() {
		List<String> words = new ArrayList<>(List.of("Jazz", "Night", "Opera", "Market", "Tulip"));
		Collections.shuffle(words, this.random);
		return String.join(" ", words.subList(0, 1 + this.random.nextInt(3)));
	}

	private record StoredEvent(UUID id, String name, String venue, String description, int interested) {

		/** The expected tier, by substring search; -1 if the event does not match. */
		int tier(String search) {
			if (!matches(search, String.join(" | ", this.name, this.venue, this.description))) {
				return -1;
			}
			return matches(search, this.name) ? 2 : matches(search, this.name + " | " + this.venue) ? 1 : 0;
		}

		private static boolean matches(String search, String text) {
			String all = text.toLowerCase(Locale.ROOT);
			return switch (search) {
				case "jazz night" -> all.contains("jazz") && all.contains("night");
				case "jazz -opera" -> all.contains("jazz") && !all.contains("opera");
				case "jazz or opera" -> all.contains("jazz") || all.contains("opera");
				default -> all.contains(search.replace("\"", ""));
			};
		}

	}

}
