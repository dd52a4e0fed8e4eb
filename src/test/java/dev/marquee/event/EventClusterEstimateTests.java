package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Maps of so many events that counts are estimated from a sample. All events in Berlin
 * have ids that are in the sample, as if there were 32 times as many, so that the
 * estimates are known.
 */
@IntegrationTest
class EventClusterEstimateTests {

	private static final String CLUSTERS_QUERY = """
			query Clusters($filter: EventFilter, $within: BoundsInput!) {
				eventClusters(filter: $filter, within: $within, zoom: 0) {
					isExact clusters { count center { latitude longitude } bounds { north } events { id } } } }
			""";

	private static final Map<String, ?> WORLD = bounds(-85, -180, 85, 180);

	private static final int IN_BERLIN = 3_200;

	private static final int ESTIMATED_IN_BERLIN = 32 * IN_BERLIN;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	TestClock clock;

	@BeforeAll
	static void fill() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			TestDatabase.dsl().execute("insert into category (slug, name) values ('jazz', 'Jazz'), ('chess', 'Chess')");
			insertEvents("Berlin", 52.5, 13.4, IN_BERLIN, 8);
			insertEvents("Lisboa", 38.7, -9.1, 7, 8);
			insertEvents("Sydney", -33.9, 151.2, 100, 256);
		});
		TestDatabase.dsl().execute("analyze event_search");
	}

	@BeforeEach
	void stopClock() {
		this.clock.fixAt(Instant.parse("2026-02-01T00:00:00Z"));
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@Test
	void manyEventsOfACellAreEstimatedAndFewAreCounted() {
		JsonNode clusters = clusters(Map.of(), WORLD);
		assertThat(clusters.get("isExact").asBoolean()).isFalse();
		assertThat(counts(clusters)).containsExactly(ESTIMATED_IN_BERLIN, 100, 7);
		JsonNode berlin = clusters.at("/clusters/0");
		assertThat(berlin.at("/center/latitude").asDouble()).isEqualTo(52.5, within(1e-9));
		assertThat(berlin.at("/center/longitude").asDouble()).isEqualTo(13.4, within(1e-9));
		assertThat(berlin.at("/bounds/north").asDouble()).isEqualTo(52.5);
		assertThat(berlin.get("events").isNull()).isTrue();
	}

	@ParameterizedTest
	@MethodSource
	void matchingEventsOfTheSampleAreEstimated(Map<String, ?> filter, int inBerlin) {
		JsonNode clusters = clusters(filter, WORLD);
		assertThat(clusters.get("isExact").asBoolean()).isFalse();
		assertThat(counts(clusters)).first().isEqualTo(inBerlin);
	}

	static Stream<Arguments> matchingEventsOfTheSampleAreEstimated() {
		return Stream.of(Arguments.of(Map.of("categories", Map.of("any", List.of("jazz"))), ESTIMATED_IN_BERLIN / 2),
				Arguments.of(Map.of("when", "UPCOMING"), ESTIMATED_IN_BERLIN / 4),
				Arguments.of(Map.of("during", Map.of("from", "2026-02-01T00:00:00Z", "to", "2026-04-01T00:00:00Z")),
						ESTIMATED_IN_BERLIN / 4),
				Arguments.of(Map.of("attendanceModes", List.of("OFFLINE")), ESTIMATED_IN_BERLIN),
				Arguments.of(Map.of("cities", List.of("Berlin", "Lisboa")), ESTIMATED_IN_BERLIN),
				Arguments.of(Map.of("weekdays", List.of("THURSDAY")), ESTIMATED_IN_BERLIN * 3 / 4),
				Arguments.of(Map.of("categories", Map.of("any", List.of("jazz")), "when", "UPCOMING"),
						ESTIMATED_IN_BERLIN / 4));
	}

	@ParameterizedTest
	@MethodSource
	void fewEventsThatAnIndexFindsAreCounted(Map<String, ?> filter, List<Integer> counts) {
		JsonNode clusters = clusters(filter, WORLD);
		assertThat(clusters.get("isExact").asBoolean()).isTrue();
		assertThat(counts(clusters)).isEqualTo(counts);
	}

	static Stream<Arguments> fewEventsThatAnIndexFindsAreCounted() {
		return Stream.of(Arguments.of(Map.of("categories", Map.of("any", List.of("chess"))), List.of(20, 20, 7)),
				Arguments.of(Map.of("categories", Map.of("any", List.of("chess")), "when", "UPCOMING"),
						List.of(7, 7, 7)),
				Arguments.of(Map.of("cities", List.of("Lisboa")), List.of(7)),
				Arguments.of(Map.of("weekdays", List.of("FRIDAY")), List.of()),
				Arguments.of(Map.of("cities", List.of("Nowhere")), List.of()));
	}

	@Test
	void viewWithFewEventsIsCounted() {
		JsonNode clusters = clusters(Map.of(), bounds(-35, 150, -33, 152));
		assertThat(clusters.get("isExact").asBoolean()).isTrue();
		assertThat(counts(clusters)).containsExactly(100);
	}

	@Test
	void estimatesTakeOneStatement() {
		clusters(Map.of("when", "UPCOMING"), WORLD);
		this.statementRecorder.reset();
		clusters(Map.of("when", "UPCOMING"), WORLD);
		assertThat(this.statementRecorder.recorded()).hasSize(1);
	}

	private JsonNode clusters(Map<String, ?> filter, Map<String, ?> within) {
		return this.graphQlTestClient.data(CLUSTERS_QUERY, Map.of("filter", filter, "within", within))
			.get("eventClusters");
	}

	private static List<Integer> counts(JsonNode clusters) {
		return clusters.get("clusters").valueStream().map((cluster) -> cluster.get("count").asInt()).toList();
	}

	private static Map<String, ?> bounds(double south, double west, double north, double east) {
		return Map.of("south", south, "west", west, "north", north, "east", east);
	}

	/**
	 * Of each 32 events in sequence, 24 are on Thursday, 2026-01-01, and the others on
	 * Saturday, 2026-03-07; the first 20 are in one category and every other eight in
	 * another one.
	 * @param hashes the number of values of the hash of their ids, of which each has as
	 * many events
	 */
	private static void insertEvents(String city, double latitude, double longitude, int events, int hashes) {
		int candidates = 2 * 256 * (events / hashes + 20);
		TestDatabase.dsl()
			.execute(
					"""
							with place as (
								insert into venue (id, name, city, latitude, longitude) values (gen_random_uuid(), ?, ?, ?, ?) returning id
							), candidate as (
								select gen_random_uuid() as id from generate_series(1, ?)
							), hashed as (
								select id, uuid_hash(id) & 255 as hash,
									row_number() over (partition by uuid_hash(id) & 255) - 1 as number
								from candidate
							), added as (
								insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
									attendance_mode, status, venue_id)
								select hashed.id, 'Concert ' || n, start at time zone 'UTC', start, 'UTC', 'MINUTE', 'STATED', 'OFFLINE',
									'SCHEDULED', place.id
								from place,
									generate_series(1, ?) as n join hashed on hash = n % ? and number = n / ?,
									lateral (select case when n / 8 % 4 = 0 then timestamp '2026-03-07 20:00' else '2026-01-01 20:00' end) as day(start)
								returning id, substr(name, 9)::integer as n
							)
							insert into event_category (event_id, category_slug, position)
							select id, 'jazz', 0 from added where n / 8 % 2 = 0
							union all select id, 'chess', 1 from added where n <= 20""",
					city, city, latitude, longitude, candidates, events, hashes, hashes);
	}

}
