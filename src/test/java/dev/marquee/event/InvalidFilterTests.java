package dev.marquee.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contradictory filters are rejected with a helpful error; extreme but valid ones are
 * evaluated.
 */
@IntegrationTest
class InvalidFilterTests {

	private static final String FILTER_QUERY = """
			query Filtered($filter: EventFilter, $order: EventOrder) {
				events(first: 100, filter: $filter, orderBy: $order) { totalCount nodes { id } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void fill() {
		RandomListings.populate(83, 40);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					during: { from: "2026-02-02T00:00:00Z", to: "2026-02-01T00:00:00Z" } | `to` must be later than `from`. Have they been swapped?
					during: { from: "2026-02-02T00:00:00Z", to: "2026-02-02T01:00:00+01:00" } | `to` must be later than `from`
					during: { from: "+10000-01-01T00:00:00Z" } | between the years 0000 and 9999
					updatedSince: "+999999999-12-31T23:59:59Z" | between the years 0000 and 9999
					dates: { from: "2026-02-02", to: "2026-02-01" } | `to` must not be before `from`. Have they been swapped?
					dates: { from: "+10000-01-01" } | `from` must be in the years 0001 to 9999.
					startsOn: ["+10000-01-01"] | `startsOn` must be in the years 0001 to 9999.
					price: { atLeast: { amount: -1, currency: "EUR" } } | `amount` must be 0 or more, but is -1.
					price: { atLeast: { amount: 2, currency: "EUR" }, atMost: { amount: 1, currency: "EUR" } } | `atMost` must not be less than `atLeast`. Have they been swapped?
					price: { atLeast: { amount: 1, currency: "EUR" }, atMost: { amount: 2, currency: "USD" } } | must have the same currency
					timeZone: "Europe/Berlin" | `timeZone` requires `when`. Give `when`, or leave out `timeZone`.
					when: TODAY, timeZone: "Mars/Olympus" | name of an IANA time zone, such as
					when: TODAY, timeZone: "+01:00" | name of an IANA time zone, such as
					startsAtOrAfterTime: "22:00:00", startsBeforeTime: "02:00:00" | `startsBeforeTime` must be later than `startsAtOrAfterTime`
					startsAtOrAfterTime: "22:00:00", startsBeforeTime: "22:00:00" | For a period across midnight send two queries
					interestedAtLeast: -1 | `interestedAtLeast` must be 0 or more, but is -1.
					price: { atMost: { amount: -0.01, currency: "EUR" } } | `amount` must be 0 or more, but is -0.01.
					price: { kinds: [FREE], atMost: { amount: -1, currency: "EUR" } } | `amount` must be 0 or more
					price: { atMost: { amount: 1, currency: "EURO" } } | ISO 4217
					within: { south: -91, west: 0, north: 1, east: 1 } | `south` must be between -90 and 90 degrees, but is -91.0.
					within: { south: 2, west: 0, north: 1, east: 1 } | `south` must not be greater than `north`. Have they been swapped?
					within: { south: 0, west: 0, north: 1, east: 181 } | `east` must be between -180 and 180
					within: { south: 0, west: -180.5, north: 1, east: 0 } | `west` must be between -180 and 180
					within: { south: 0, west: 0, north: 90.1, east: 0 } | `north` must be between -90 and 90
					near: { latitude: 91, longitude: 0, radiusKm: 1 } | `latitude` must be between -90 and 90
					near: { latitude: 0, longitude: -181, radiusKm: 1 } | `longitude` must be between -180 and 180
					near: { latitude: 0, longitude: 0, radiusKm: 0 } | `radiusKm` must be more than 0 and at most 20000, but is 0.0.
					near: { latitude: 0, longitude: 0, radiusKm: -1 } | `radiusKm` must be more than 0
					near: { latitude: 0, longitude: 0, radiusKm: 30000 } | `radiusKm` must be more than 0 and at most 20000, but is 30000.0.
					near: { latitude: 0, longitude: 0, radiusKm: 1e308 } | `radiusKm` must be more than 0 and at most 20000
					search: "☕" | `search` must have at least one word
					search: "-jazz -\\"a phrase\\"" | `search` must have at least one word that is not excluded.
					""")
	void contradictoryFilterIsRejected(String filter, String message) {
		assertRejected("{ events(filter: { " + filter + " }) { totalCount } }", message);
		assertRejected("{ venues { nodes { events(filter: { " + filter + " }) { totalCount } } } }", message);
	}

	@Test
	void distanceWithoutPointIsRejected() {
		Map<String, Object> withNull = new HashMap<>();
		withNull.put("near", null);
		for (Map<String, Object> filter : List.of(Map.<String, Object>of(), Map.<String, Object>of("hasImage", true),
				withNull)) {
			JsonNode error = this.graphQlTestClient.error(FILTER_QUERY,
					Map.of("filter", filter, "order", Map.of("field", "DISTANCE")));
			assertThat(error.get("message").asString())
				.isEqualTo("`DISTANCE` requires `filter.near`. Give `near`, or choose another order.");
			assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
			assertThat(error.at("/extensions/argument").asString()).isEqualTo("orderBy");
		}
	}

	@Test
	void searchOver200CharactersIsRejected() {
		assertThat(count(Map.of("search", "x".repeat(200)))).isZero();
		assertThat(this.graphQlTestClient.error(FILTER_QUERY, Map.of("filter", Map.of("search", "x".repeat(201))))
			.get("message")
			.asString()).isEqualTo("`search` must have at most 200 characters, but has 201.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
			"1900-01-01T00:00:00-18:00", "2020-01-01T00:00:00+18:00" })
	void extremePastInstantsPrecedeAllEvents(String moment) {
		int all = count(Map.of());
		assertThat(count(Map.of("during", Map.of("from", moment)))).isEqualTo(all);
		assertThat(count(Map.of("during", Map.of("to", moment)))).isZero();
		assertThat(count(Map.of("updatedSince", moment))).isEqualTo(all);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59+18:00", "2999-01-01T00:00:00-18:00" })
	void extremeFutureInstantsFollowAllEvents(String moment) {
		assertThat(count(Map.of("during", Map.of("from", moment)))).isZero();
		assertThat(count(Map.of("during", Map.of("to", moment)))).isEqualTo(count(Map.of()));
		assertThat(count(Map.of("updatedSince", moment))).isZero();
	}

	@Test
	void extremeAmountsAreCompared() {
		int free = priced("0");
		int paid = priced("1000000000");
		assertThat(paid).isGreaterThan(free);
		for (String huge : List.of("1e30", "1e400", "1e131072", "1e999999999", "9".repeat(5000))) {
			assertThat(priced(huge)).as(huge).isEqualTo(paid);
		}
		for (String tiny : List.of("1e-30", "1e-400", "1e-999999999", "0." + "0".repeat(5000) + "1", "-0")) {
			assertThat(priced(tiny)).as(tiny).isEqualTo(free);
		}
	}

	@ParameterizedTest
	@CsvSource({ "plain - quotes, plain quotes", "plain -- quotes, plain quotes", "- plain, plain", "plain -, plain",
			"\"plain - quotes\", \"plain quotes\"" })
	void loneMinusIsIgnored(String search, String same) {
		assertThat(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", Map.of("search", search))))
			.isEqualTo(this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", Map.of("search", same))));
	}

	private int priced(String amount) {
		return count(Map.of("price", Map.of("atMost", Map.of("amount", amount, "currency", "EUR"))));
	}

	private int count(Map<String, ?> filter) {
		return this.graphQlTestClient.data(FILTER_QUERY, Map.of("filter", filter)).at("/events/totalCount").asInt();
	}

	private void assertRejected(String document, String message) {
		JsonNode error = this.graphQlTestClient.error(document);
		assertThat(error.get("message").asString()).contains(message);
		assertThat(error.at("/extensions/code").asString()).isIn("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED");
	}

}
