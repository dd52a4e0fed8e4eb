package dev.marquee.event;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Days at the venue: what a calendar counts can be chosen, for venues on both sides of
 * the date line, events of several days and events of which only the day is known.
 */
@IntegrationTest
class LocalDayTests {

	private static final List<String> ZONES = List.of("Pacific/Kiritimati", "Pacific/Apia", "Etc/GMT+12",
			"Pacific/Pago_Pago", "America/Los_Angeles", "America/St_Johns", "UTC", "Europe/London", "Asia/Kathmandu",
			"Australia/Lord_Howe");

	private static final String CALENDAR = """
			query Calendar($filter: EventFilter, $order: EventOrder) { events(first: 100, filter: $filter, orderBy: $order) {
				totalCount nodes { name start { date local } } facets { isExact days(first: 400) { value name count } } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	final Random random = new Random(101);

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void everyCountedDayCanBeChosen() {
		for (int i = 0; i < 80; i++) {
			addRandomEvent("event " + i);
		}
		int compared = 0;
		for (Map<String, Object> filter : List.<Map<String, Object>>of(Map.of(),
				Map.of("dates", Map.of("from", "2026-03-07", "to", "2026-03-10")),
				Map.of("dates", Map.of("from", "2026-03-09")), Map.of("dates", Map.of("to", "2026-03-08")),
				Map.of("startsOn", List.of("2026-03-08")), Map.of("timesOfDay", List.of("EVENING", "NIGHT")),
				Map.of("weekdays", List.of("SUNDAY", "MONDAY"), "search", "event"))) {
			JsonNode days = calendar(filter).at("/facets/days");
			assertThat(days).isNotEmpty();
			for (JsonNode day : days) {
				Map<String, Object> chosen = new HashMap<>(filter);
				chosen.put("startsOn", List.of(day.get("value").asString()));
				JsonNode events = calendar(chosen);
				assertThat(events.get("totalCount").asInt()).as(chosen.toString()).isEqualTo(day.get("count").asInt());
				assertThat(events.get("nodes")).hasSize(day.get("count").asInt())
					.allMatch((node) -> node.at("/start/date").equals(day.get("value")));
				assertThat(events.at("/facets/days")).isEqualTo(days);
				compared++;
			}
		}
		assertThat(compared).isGreaterThan(30);
	}

	@Test
	void daysOfSeveralDaysAddUp() {
		for (int i = 0; i < 60; i++) {
			addRandomEvent("event " + i);
		}
		JsonNode days = calendar(Map.of()).at("/facets/days");
		List<String> all = days.valueStream().map((day) -> day.get("value").asString()).toList();
		assertThat(calendar(Map.of("startsOn", all)).get("totalCount").asInt()).isEqualTo(60);
		assertThat(days.valueStream().mapToInt((day) -> day.get("count").asInt()).sum()).isEqualTo(60);
	}

	@Test
	void dayIsThatOfTheVenue() {
		add("Lindy", "2026-12-19T20:00", null, "America/Chicago", "MINUTE");
		add("Bees", "2026-12-20T11:00", null, "Australia/Melbourne", "MINUTE");
		JsonNode all = calendar(Map.of());
		assertThat(all.at("/facets/days").toString()).isEqualTo(
				"""
						[{"value":"2026-12-19","name":"2026-12-19","count":1},{"value":"2026-12-20","name":"2026-12-20","count":1}]""");
		assertThat(names(Map.of("startsOn", List.of("2026-12-19")))).containsExactly("Lindy");
		assertThat(names(Map.of("dates", Map.of("from", "2026-12-20", "to", "2026-12-20")))).containsExactly("Bees");
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-06, false", "2026-03-07, true", "2026-03-08, true", "2026-03-09, true", "2026-03-10, false" })
	void festivalTakesPlaceOnEachOfItsDays(String day, boolean takesPlace) {
		add("Festival", "2026-03-07T00:00", "2026-03-09T00:00", "Pacific/Auckland", "DAY");
		assertThat(names(Map.of("dates", Map.of("from", day, "to", day)))).hasSize(takesPlace ? 1 : 0);
		assertThat(names(Map.of("startsOn", List.of(day)))).hasSize(day.equals("2026-03-07") ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-08T02:00, 2", "2026-03-08T00:01, 2", "2026-03-08T00:00, 1", "2026-03-07T22:00, 1", ", 1" })
	void eventThatEndsAtMidnightIsOverOnThatDay(@Nullable String end, int days) {
		add("Club night", "2026-03-07T22:00", end, "America/New_York", "MINUTE");
		int found = 0;
		for (String day : List.of("2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09")) {
			found += names(Map.of("dates", Map.of("from", day, "to", day))).size();
		}
		assertThat(found).isEqualTo(days);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ASC", "DESC" })
	void localStartOrderKeepsEachDayTogether(String direction) {
		for (int i = 0; i < 70; i++) {
			addRandomEvent("event " + i);
		}
		for (Map<String, Object> filter : List.<Map<String, Object>>of(Map.of(), Map.of("when", "PAST"),
				Map.of("during", Map.of("from", "2026-03-08T12:00:00Z")),
				Map.of("during", Map.of("to", "2026-03-09T12:00:00Z")),
				Map.of("dates", Map.of("from", "2026-03-08", "to", "2026-03-09")))) {
			JsonNode events = this.graphQlTestClient
				.data(CALENDAR,
						Map.of("filter", filter, "order", Map.of("field", "LOCAL_START", "direction", direction)))
				.get("events");
			List<String> times = events.get("nodes")
				.valueStream()
				.map((node) -> node.at("/start/local").asString(node.at("/start/date").asString() + "T00:00"))
				.toList();
			assertThat(times).hasSize(events.get("totalCount").asInt()).hasSizeGreaterThan(5);
			assertThat(times)
				.isSortedAccordingTo(direction.equals("ASC") ? Comparator.naturalOrder() : Comparator.reverseOrder());
		}
	}

	private JsonNode calendar(Map<String, ?> filter) {
		return this.graphQlTestClient.data(CALENDAR, Map.of("filter", filter)).get("events");
	}

	private List<String> names(Map<String, ?> filter) {
		List<String> names = new ArrayList<>();
		calendar(filter).get("nodes").forEach((node) -> names.add(node.get("name").asString()));
		return names;
	}

	private void addRandomEvent(String name) {
		boolean isDay = this.random.nextInt(3) == 0;
		LocalDateTime start = LocalDateTime.parse("2026-03-05T00:00")
			.plusMinutes(this.random.nextInt(7 * 48) * 30L)
			.truncatedTo(isDay ? ChronoUnit.DAYS : ChronoUnit.MINUTES);
		String zone = ZONES.get(this.random.nextInt(ZONES.size()));
		LocalDateTime end = isDay ? start.plusDays(this.random.nextInt(4))
				: start.plusMinutes(this.random.nextInt(4 * 48) * 30L);
		boolean hasEnd = this.random.nextBoolean()
				&& !end.atZone(ZoneId.of(zone)).isBefore(start.atZone(ZoneId.of(zone)));
		add(name, start.toString(), hasEnd ? end.toString() : null, zone, isDay ? "DAY" : "MINUTE");
	}

	private static void add(String name, String start, @Nullable String end, String zone, String precision) {
		LocalDateTime startLocal = LocalDateTime.parse(start);
		LocalDateTime endLocal = (end != null) ? LocalDateTime.parse(end) : null;
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
								ends_at, end_local, end_zone, end_precision, end_zone_source)
							select {0}, {1}, {2}::timestamp at time zone {3}, {2}::timestamp, {3}, {4}, 'VENUE',
								({5}::timestamp + {6}::integer * interval '1 day') at time zone {3}, {5}::timestamp,
								case when {5}::timestamp is not null then {3} end, case when {5}::timestamp is not null then {4} end,
								case when {5}::timestamp is not null then 'VENUE' end
							"""
						.replace("{0}", "'" + UUID.randomUUID() + "'::uuid")
						.replace("{1}", "'" + name + "'")
						.replace("{2}", "'" + startLocal + "'")
						.replace("{3}", "'" + zone + "'")
						.replace("{4}", "'" + precision + "'")
						.replace("{5}", (endLocal != null) ? "'" + endLocal + "'" : "null")
						.replace("{6}", precision.equals("DAY") ? "1" : "0"));
	}

}
