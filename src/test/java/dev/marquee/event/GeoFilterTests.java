package dev.marquee.event;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Radius and bounding box filters, also at the poles and the antimeridian, compared with
 * {@link InMemoryEventFilter}.
 */
@IntegrationTest
class GeoFilterTests {

	private static final List<Double> EDGE_LATITUDES = List.of(90.0, -90.0, 89.99, -89.5, 0.0, 1e-9);

	private static final List<Double> EDGE_LONGITUDES = List.of(180.0, -180.0, 179.999, -179.999, 0.0, -0.0, 90.0);

	private static final String GEO_QUERY = """
			query Geo($filter: EventFilter, $order: EventOrder) {
				events(first: 100, filter: $filter, orderBy: $order) {
					totalCount edges { distanceKm node { id venue { latitude longitude } } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	InMemoryEventFilter reference;

	final Random random = new Random(61);

	@BeforeAll
	static void fill() {
		Random random = new Random(67);
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (int i = 0; i < 95; i++) {
				double latitude = latitude(random);
				insertEventAt((latitude == 0) ? 0.25 : latitude, longitude(random));
			}
		});
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@BeforeEach
	void createReferenceFilter() {
		this.reference = new InMemoryEventFilter(TestDatabase.dsl());
	}

	@Test
	void radiusMatchesReferenceFilter() {
		int found = 0;
		for (int i = 0; i < 150; i++) {
			found += assertMatchesReference("near",
					Map.of("latitude", latitude(this.random), "longitude", longitude(this.random), "radiusKm",
							Math.exp(this.random.nextDouble(Math.log(5), Math.log(20_000)))));
		}
		assertThat(found).isGreaterThan(500);
	}

	@Test
	void boundingBoxMatchesReferenceFilter() {
		int found = 0;
		for (int i = 0; i < 150; i++) {
			double one = latitude(this.random);
			double other = latitude(this.random);
			found += assertMatchesReference("within", Map.of("south", Math.min(one, other), "north",
					Math.max(one, other), "west", longitude(this.random), "east", longitude(this.random)));
		}
		assertThat(found).isGreaterThan(500);
	}

	@ParameterizedTest
	@CsvSource({ "90, 0", "90, 123", "-90, -180", "0, 180", "0, -180", "89.999, 180" })
	void distanceOrderIsAscendingAtPolesAndAntimeridian(double latitude, double longitude) {
		Map<String, ?> near = Map.of("latitude", latitude, "longitude", longitude, "radiusKm", 20_000);
		List<Double> distances = this.graphQlTestClient
			.data(GEO_QUERY, Map.of("filter", Map.of("near", near), "order", Map.of("field", "DISTANCE")))
			.at("/events/edges")
			.valueStream()
			.map((edge) -> edge.get("distanceKm").asDouble())
			.toList();
		assertThat(distances).isSorted().hasSizeGreaterThan(80).allMatch((km) -> km >= 0 && km <= 20_000);
	}

	@Test
	void equivalentLongitudesFindTheSameEvents() {
		for (List<Double> same : List.of(List.of(12.0, 180.0, 12.0, -180.0), List.of(90.0, 0.0, 90.0, 77.0),
				List.of(-90.0, 180.0, -90.0, -33.0))) {
			assertThat(found("near", Map.of("latitude", same.get(0), "longitude", same.get(1), "radiusKm", 3000)))
				.isEqualTo(found("near", Map.of("latitude", same.get(2), "longitude", same.get(3), "radiusKm", 3000)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "170, -170, 3", "-180, 180, 5", "180, -180, 1", "178, 178, 0", "-170, 170, 2", "179, 180, 2" })
	void boxWithWestGreaterThanEastCrossesTheAntimeridian(double west, double east, int count) {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (double longitude : new double[] { -100, -179, 100, 179.5, 180 }) {
				insertEventAt(10, longitude);
			}
		});
		Map<String, ?> bounds = Map.of("south", 9.5, "north", 10, "west", west, "east", east);
		assertThat(found("within", bounds)).hasSize(count);
		fill();
	}

	private int assertMatchesReference(String field, Map<String, Double> value) {
		List<String> found = found(field, value);
		assertThat(new HashSet<>(found)).as(value.toString())
			.isEqualTo(new HashSet<>(this.reference.matchingIds(Map.of(field, value))));
		return found.size();
	}

	private List<String> found(String field, Map<String, ?> value) {
		JsonNode events = this.graphQlTestClient.data(GEO_QUERY, new HashMap<>(Map.of("filter", Map.of(field, value))))
			.get("events");
		List<String> ids = events.get("edges").valueStream().map((edge) -> edge.at("/node/id").asString()).toList();
		assertThat(events.get("totalCount").asInt()).isEqualTo(ids.size());
		return ids;
	}

	private static double latitude(Random random) {
		return random.nextInt(4) == 0 ? EDGE_LATITUDES.get(random.nextInt(EDGE_LATITUDES.size()))
				: random.nextDouble(-90, 90);
	}

	private static double longitude(Random random) {
		return random.nextInt(3) == 0 ? EDGE_LONGITUDES.get(random.nextInt(EDGE_LONGITUDES.size()))
				: random.nextDouble(-180, 180);
	}

	private static void insertEventAt(double latitude, double longitude) {
		TestDatabase.dsl()
			.execute(
					"""
							with place as (
								insert into venue (id, name, latitude, longitude)
								values (gen_random_uuid(), gen_random_uuid()::text, ?, ?) returning id
							)
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
								attendance_mode, venue_id)
							select gen_random_uuid(), 'Somewhere', '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED',
								'OFFLINE', id from place""",
					latitude, longitude);
	}

}
