package dev.marquee.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.marquee.Client;
import dev.marquee.RandomListings;
import dev.marquee.Statements;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The counts beside a list, against a count in plain Java.
 */
@WholeHouse
class EventFacetTests {

	private static final String COUNTED = """
			query Counted($filter: EventFilter) { events(filter: $filter) { totalCount totalCountIsExact facets { isExact
				attendanceModes { value name count } categories(first: 100) { value name count }
				days(first: 400) { value count } } } }
			""";

	@Autowired
	Client client;

	@Autowired
	Statements statements;

	NaiveFilter naive;

	@BeforeEach
	void fill() {
		RandomListings.fill(29, 60);
		this.naive = new NaiveFilter(TestDatabase.dsl());
	}

	@Test
	void eachFacetIsCountedWithoutItsOwnField() {
		Map<String, Object> filter = Map.of("attendanceModes", List.of("OFFLINE"), "hasImage", true, "during",
				Map.of("from", "2026-01-03T00:00:00Z"));
		JsonNode counted = this.client.data(COUNTED, Map.of("filter", filter)).get("events");
		assertThat(counted.get("totalCount").asInt()).isEqualTo(this.naive.idsOfFitting(filter).size());
		assertThat(counts(counted.at("/facets/attendanceModes")))
			.isEqualTo(naiveCounts("attendance_mode", without(filter, "attendanceModes")));
		assertThat(counts(counted.at("/facets/days")))
			.isEqualTo(naiveCounts("start_local::date", without(filter, "during")));
		assertThat(counts(counted.at("/facets/categories"))).isEqualTo(
				naiveCounts("unnest(array(select category_slug from event_category where event_id = id))", filter));
	}

	@Test
	void facetsAndCountsAreInTheSameStatement() {
		this.client.data(COUNTED, Map.of());
		this.statements.forget();
		this.client.data(COUNTED, Map.of());
		assertThat(this.statements.sent()).hasSize(1);
	}

	@Test
	void beyondABoundACountSaysAtLeast() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				select gen_random_uuid(), 'Many', '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC', 'MINUTE', 'STATED'
				from generate_series(1, 10001)""");
		JsonNode counted = this.client.data(COUNTED, Map.of()).get("events");
		assertThat(counted.get("totalCount").asInt()).isEqualTo(10_000);
		assertThat(counted.get("totalCountIsExact").asBoolean()).isFalse();
		assertThat(counted.at("/facets/isExact").asBoolean()).isFalse();
	}

	private static Map<String, Object> without(Map<String, Object> filter, String name) {
		Map<String, Object> rest = new HashMap<>(filter);
		rest.remove(name);
		return rest;
	}

	private static Map<String, Integer> counts(JsonNode values) {
		return values.valueStream()
			.collect(Collectors.toMap((value) -> value.get("value").asString(), (value) -> value.get("count").asInt()));
	}

	private Map<String, Integer> naiveCounts(String by, Map<String, ?> filter) {
		List<String> ids = this.naive.idsOfFitting(filter);
		return TestDatabase.dsl()
			.resultQuery("select " + by + " as value, 'evt_' || id as id from event")
			.fetch()
			.stream()
			.filter((row) -> ids.contains(row.get("id", String.class)))
			.collect(Collectors.toMap((row) -> row.get("value").toString(), (row) -> 1, Integer::sum));
	}

}
