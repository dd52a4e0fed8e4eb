package dev.marquee.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventSearchRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT_SEARCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The cells of a map, compared with a plain computation over all events.
 */
@IntegrationTest
class EventClustersTests {

	private static final String CLUSTERS_QUERY = """
			query Clusters($filter: EventFilter, $within: BoundsInput!, $zoom: Int, $maxClusters: Int! = 200) {
				eventClusters(filter: $filter, within: $within, zoom: $zoom, maxClusters: $maxClusters) {
					isExact clusters { tile count center { latitude longitude } bounds { south west north east }
						events { id start { instant } } } } }
			""";

	private static final Map<String, ?> WORLD = bounds(-90, -180, 90, 180);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	final Random random = new Random(101);

	@BeforeAll
	static void fill() {
		Random random = new Random(103);
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (int i = 0; i < 40; i++) {
				insertEventsAt(random.nextDouble(-90, 90), random.nextDouble(-180, 180), 1 + random.nextInt(9));
			}
			insertEventsAt(90, 12, 2);
			insertEventsAt(-90, -180, 1);
			insertEventsAt(10, 180, 3);
			insertEventsAt(10, -180, 7);
			insertEventsAt(52.5, 13.4, 30);
			insertEventsAt(52.5001, 13.4001, 4);
		});
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@Test
	void clustersMatchAPlainComputation() {
		int counted = 0;
		for (int i = 0; i < 80; i++) {
			Map<String, ?> within = randomBounds();
			int zoom = this.random.nextInt(12);
			JsonNode clusters = clusters(Map.of(), within, zoom);
			Map<String, List<EventSearchRecord>> expected = cellsInView(within, zoom);
			assertThat(counts(clusters)).as("zoom %s, %s", zoom, within)
				.isEqualTo(expected.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (cell) -> cell.getValue().size())));
			for (JsonNode cluster : clusters.get("clusters")) {
				assertDescribes(cluster, expected.get(cluster.get("tile").asString()));
				counted += cluster.get("count").asInt();
			}
		}
		assertThat(counted).isGreaterThan(1000);
	}

	private static void assertDescribes(JsonNode cluster, List<EventSearchRecord> events) {
		var latitudes = events.stream().mapToDouble(EventSearchRecord::getLatitude).summaryStatistics();
		var longitudes = events.stream().mapToDouble(EventSearchRecord::getLongitude).summaryStatistics();
		assertThat(cluster.at("/center/latitude").asDouble()).isEqualTo(latitudes.getAverage(), within(1e-9));
		assertThat(cluster.at("/center/longitude").asDouble()).isEqualTo(longitudes.getAverage(), within(1e-9));
		assertThat(cluster.at("/center/latitude").asDouble()).isBetween(latitudes.getMin(), latitudes.getMax());
		assertThat(cluster.at("/bounds/south").asDouble()).isEqualTo(latitudes.getMin());
		assertThat(cluster.at("/bounds/north").asDouble()).isEqualTo(latitudes.getMax());
		assertThat(cluster.at("/bounds/west").asDouble()).isEqualTo(longitudes.getMin());
		assertThat(cluster.at("/bounds/east").asDouble()).isEqualTo(longitudes.getMax());
		if (events.size() > 5) {
			assertThat(cluster.get("events").isNull()).isTrue();
			return;
		}
		assertThat(cluster.get("events").valueStream().map((event) -> event.get("id").asString()))
			.containsExactlyInAnyOrderElementsOf(events.stream().map((event) -> "evt_" + event.getEventId()).toList());
		assertThat(cluster.get("events").valueStream().map((event) -> event.at("/start/instant").asString()).toList())
			.isSorted();
	}

	/** A filter by a status or a city takes other access paths than a filter by time. */
	@Test
	void filteredClustersHaveTheEventsThatTheFilterFinds() {
		this.clock.fixAt(Instant.parse("2026-01-07T00:00:00Z"));
		for (Map<String, ?> filter : List.<Map<String, ?>>of(Map.of("when", "UPCOMING"),
				Map.of("statuses", List.of("CANCELLED")), Map.of("cities", List.of("Even")),
				Map.of("search", "concert", "when", "UPCOMING"), Map.of("within", bounds(0, 0, 90, 90)),
				Map.of("weekdays", List.of("MONDAY", "SUNDAY")), Map.of("cities", List.of("Nowhere")))) {
			JsonNode clusters = clusters(filter, WORLD, 2);
			JsonNode events = this.graphQlTestClient.data("""
					query Filtered($filter: EventFilter) { events(filter: $filter) { totalCount } }
					""", Map.of("filter", filter));
			assertThat(counts(clusters).values().stream().mapToInt(Integer::intValue).sum()).as(filter.toString())
				.isEqualTo(events.at("/events/totalCount").asInt());
		}
		assertThat(counts(clusters(Map.of("cities", List.of("Even")), WORLD, 2))).isNotEmpty();
	}

	@Test
	void draftsAreNotCounted() {
		int before = counts(clusters(Map.of(), WORLD, 0)).values().stream().mapToInt(Integer::intValue).sum();
		TestDatabase.dsl().execute("update event set published_at = null where name = 'Concert 0'");
		int drafts = TestDatabase.dsl().fetchCount(EVENT_SEARCH, EVENT_SEARCH.PUBLISHED.isFalse());
		try {
			JsonNode clusters = clusters(Map.of(), WORLD, 0);
			assertThat(drafts).isPositive();
			assertThat(counts(clusters).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(before - drafts);
			assertThat(
					counts(clusters(Map.of("cities", List.of("Even", "Odd", "Pole", "Date line")), WORLD, 0)).values()
						.stream()
						.mapToInt(Integer::intValue)
						.sum())
				.isEqualTo(before - drafts);
		}
		finally {
			TestDatabase.dsl().execute("update event set published_at = now() where published_at is null");
		}
	}

	@Test
	void maxClustersMakesCellsLarger() {
		assertThat(levels(clusters(Map.of(), WORLD, 3, 400))).containsOnly("4");
		assertThat(levels(clusters(Map.of(), WORLD, 3, 100))).containsOnly("3");
		assertThat(levels(clusters(Map.of(), WORLD, 3, 1))).containsOnly("0");
		assertThat(levels(clusters(Map.of(), bounds(52, 13, 53, 14), 10, 400))).containsOnly("12");
	}

	@Test
	void cellsAreAsSmallAsPossibleWithoutZoom() {
		Map<String, Object> variables = new HashMap<>(Map.of("within", bounds(52.4999, 13.3999, 52.5002, 13.4002)));
		JsonNode clusters = this.graphQlTestClient.data(CLUSTERS_QUERY, variables).get("eventClusters");
		assertThat(counts(clusters)).hasSize(2);
		assertThat(levels(clusters)).containsOnly("23");
	}

	@ParameterizedTest
	@CsvSource({ "170, -170, 10", "-180, 180, 10", "179, 180, 3", "-180, -179, 7", "180, -180, 10" })
	void viewAcrossTheAntimeridianHasTheCellsOnBothSides(double west, double east, int count) {
		JsonNode clusters = clusters(Map.of("cities", List.of("Date line")), bounds(9, west, 11, east), 4);
		assertThat(counts(clusters).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
	}

	@Test
	void polesAreInTheOutermostRows() {
		assertThat(counts(clusters(Map.of("cities", List.of("Pole")), WORLD, 2)).values()).containsExactlyInAnyOrder(2,
				1);
		assertThat(counts(clusters(Map.of("cities", List.of("Pole")), bounds(89, -180, 90, 180), 2)).values())
			.containsExactly(2);
	}

	@Test
	void clustersTakeOneStatement() {
		clusters(Map.of("when", "UPCOMING"), WORLD, 3);
		this.statementRecorder.reset();
		clusters(Map.of("when", "UPCOMING"), WORLD, 3);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			within: { south: 2, west: 0, north: 1, east: 1 } | `south` must not be greater than `north`.
			within: { south: -91, west: 0, north: 1, east: 1 } | `south` must be between -90 and 90 degrees
			within: { south: 0, west: 0, north: 1, east: 181 } | `east` must be between -180 and 180
			within: { south: 0, west: 0, north: 1, east: 1 }, zoom: -1 | `zoom` must be between 0 and 22, but is -1.
			within: { south: 0, west: 0, north: 1, east: 1 }, zoom: 23 | `zoom` must be between 0 and 22, but is 23.
			within: { south: 0, west: 0, north: 1, east: 1 }, maxClusters: 0 | `maxClusters` must be between 1 and 400
			within: { south: 0, west: 0, north: 1, east: 1 }, maxClusters: 401 | `maxClusters` must be between 1 and 400
			""")
	void invalidArgumentsAreRejected(String arguments, String message) {
		JsonNode error = this.graphQlTestClient.error("{ eventClusters(" + arguments + ") { isExact } }");
		assertThat(error.get("message").asString()).contains(message);
		assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "isExact", "clusters { count }", "clusters { events { name } }", "__typename" })
	void anySelectionWorks(String selection) {
		for (String filter : List.of("", "filter: { cities: [\"Even\"] },")) {
			assertThat(this.graphQlTestClient.data("{ eventClusters(" + filter
					+ " within: { south: -90, west: -180, north: 90, east: 180 }) { " + selection + " } }"))
				.isNotNull();
		}
	}

	private Map<String, List<EventSearchRecord>> cellsInView(Map<String, ?> within, int zoom) {
		int level = zoom + 2;
		double west = (double) within.get("west");
		double east = (double) within.get("east");
		while (true) {
			int size = 1 << level;
			int finalLevel = level;
			int firstColumn = column(west, level);
			int lastColumn = column(east, level);
			int firstRow = row((double) within.get("north"), level);
			int lastRow = row((double) within.get("south"), level);
			long columns = java.util.stream.IntStream.range(0, size)
				.filter((column) -> isBetween(column, firstColumn, lastColumn, west <= east))
				.count();
			if (columns * (lastRow - firstRow + 1) <= 200) {
				Function<EventSearchRecord, String> tile = (event) -> finalLevel + "/"
						+ column(event.getLongitude(), finalLevel) + "/" + row(event.getLatitude(), finalLevel);
				return TestDatabase.dsl()
					.selectFrom(EVENT_SEARCH)
					.where(EVENT_SEARCH.LATITUDE.isNotNull())
					.stream()
					.filter((event) -> isBetween(column(event.getLongitude(), finalLevel), firstColumn, lastColumn,
							west <= east) && row(event.getLatitude(), finalLevel) >= firstRow
							&& row(event.getLatitude(), finalLevel) <= lastRow)
					.collect(Collectors.groupingBy(tile));
			}
			level--;
		}
	}

	private static boolean isBetween(int column, int first, int last, boolean ascending) {
		return ascending ? column >= first && column <= last : column >= first || column <= last;
	}

	private static int column(double longitude, int level) {
		return (int) Math.min((1 << level) - 1, (longitude + 180) / 360 * (1 << level));
	}

	/** Another formula of the Mercator projection than the one under test. */
	private static int row(double latitude, int level) {
		double radians = Math.toRadians(Math.clamp(latitude, -85.0511287798, 85.0511287798));
		double y = (1 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / Math.PI) / 2;
		return (int) Math.clamp(y * (1 << level), 0, (1 << level) - 1);
	}

	private Map<String, ?> randomBounds() {
		double south = this.random.nextDouble(-90, 90);
		double north = this.random.nextBoolean() ? 90 : this.random.nextDouble(south, 90);
		return bounds(south, this.random.nextDouble(-180, 180), north, this.random.nextDouble(-180, 180));
	}

	private static Map<String, ?> bounds(double south, double west, double north, double east) {
		return Map.of("south", south, "west", west, "north", north, "east", east);
	}

	private JsonNode clusters(Map<String, ?> filter, Map<String, ?> within, int zoom) {
		return clusters(filter, within, zoom, 200);
	}

	private JsonNode clusters(Map<String, ?> filter, Map<String, ?> within, int zoom, int maxClusters) {
		JsonNode clusters = this.graphQlTestClient
			.data(CLUSTERS_QUERY, Map.of("filter", filter, "within", within, "zoom", zoom, "maxClusters", maxClusters))
			.get("eventClusters");
		assertThat(clusters.get("isExact").asBoolean()).isTrue();
		return clusters;
	}

	private static Map<String, Integer> counts(JsonNode clusters) {
		return clusters.get("clusters")
			.valueStream()
			.collect(Collectors.toMap((cluster) -> cluster.get("tile").asString(),
					(cluster) -> cluster.get("count").asInt()));
	}

	private static List<String> levels(JsonNode clusters) {
		return counts(clusters).keySet().stream().map((tile) -> tile.substring(0, tile.indexOf('/'))).toList();
	}

	private static void insertEventsAt(double latitude, double longitude, int events) {
		TestDatabase.dsl()
			.execute(
					"""
							with place as (
								insert into venue (id, name, city, latitude, longitude)
								values (gen_random_uuid(), gen_random_uuid()::text, ?, ?, ?) returning id
							)
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
								attendance_mode, status, venue_id)
							select gen_random_uuid(), 'Concert ' || n % 4, '2026-01-01 20:00Z'::timestamptz + n * interval '1 day',
								'2026-01-01 20:00'::timestamp + n * interval '1 day', 'UTC', 'MINUTE', 'STATED', 'OFFLINE',
								case n % 3 when 0 then 'CANCELLED' else 'SCHEDULED' end, id
							from place, generate_series(1, ?) as n""",
					city(latitude, longitude, events), latitude, longitude, events);
	}

	private static String city(double latitude, double longitude, int events) {
		if (Math.abs(latitude) == 90) {
			return "Pole";
		}
		return (Math.abs(longitude) == 180) ? "Date line" : (events % 2 == 0) ? "Even" : "Odd";
	}

}
