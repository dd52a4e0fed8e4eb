package dev.marquee.output;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import tools.jackson.databind.JsonNode;

/**
 * Random listings whose facts agree: a venue is in a country and its events are in its
 * time zone, or nothing is known of where it is. A third of the events recur, with
 * occurrences that were moved or cancelled or have a name or a description of their own.
 * A quarter are parts of another event, and a quarter belong to a series.
 */
public final class ConsistentListings {

	/** A rule, and whether schema.org has words for it. */
	private static final Map<String, Boolean> RULES = rules();

	private static final String PLACES = """
			with place (number, latitude, longitude, code, zone) as (values
				(0, 34.05, -118.24, 'US', 'America/Los_Angeles'), (1, 27.7172, 85.324, 'NP', 'Asia/Kathmandu'),
				(2, 38.7223, -9.1393, 'PT', 'Europe/Lisbon'), (3, null, null, null, null)),
			numbered as (select id, (row_number() over (order by id)) % 4 as number from venue)
			update venue set latitude = place.latitude, longitude = place.longitude, country_code = place.code,
				country = case when place.code is not null then country end
			from numbered join place using (number) where venue.id = numbered.id
			""";

	private static final String TIMES = """
			update event set start_zone = zone.id, starts_at = start_local at time zone zone.id,
				end_zone = case when end_zone is not null then zone.id end,
				ends_at = (end_local + case end_precision when 'DAY' then interval '1 day' else interval '0' end)
					at time zone zone.id,
				previous_start_zone = case when previous_start_zone is not null then zone.id end,
				previous_start_local = previous_start_local - interval '2 days',
				previous_starts_at = (previous_start_local - interval '2 days') at time zone zone.id
			from (select event.id as event_id, coalesce(case venue.country_code when 'US' then 'America/Los_Angeles'
					when 'NP' then 'Asia/Kathmandu' when 'PT' then 'Europe/Lisbon' end, start_zone) as id
				from event left join venue on venue.id = event.venue_id) as zone
			where zone.event_id = event.id
			""";

	private static final String TO_RECUR = """
			{ events(first: 100) { nodes { id start { local date precision timeZone } occurrences(first: 12) {
			  nodes { id start { local date } } } } } }
			""";

	private final Random random;

	private final GraphQlTestClient graphQl;

	private final MutationClient mutations;

	private ConsistentListings(Random random, GraphQlTestClient graphQl) {
		this.random = random;
		this.graphQl = graphQl;
		this.mutations = MutationClients.withAllScopes(graphQl);
	}

	private static Map<String, Boolean> rules() {
		Map<String, Boolean> rules = new HashMap<>();
		for (String rule : List.of("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2;COUNT=5",
				"FREQ=DAILY;COUNT=7", "FREQ=DAILY;INTERVAL=3;UNTIL=20260501", "FREQ=WEEKLY;UNTIL=20260601T035959Z",
				"FREQ=MONTHLY;BYDAY=2SA,-1SU", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
				"FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=SU;COUNT=4",
				"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260331")) {
			rules.put(rule, true);
		}
		for (String rule : List.of("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1",
				"FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", "FREQ=YEARLY;BYYEARDAY=100")) {
			rules.put(rule, false);
		}
		return rules;
	}

	static boolean isSayable(String rule) {
		return RULES.getOrDefault(rule, true);
	}

	public static void populate(Random random, int events, GraphQlTestClient graphQl) {
		RandomListings.populate(random.nextLong(), events);
		TestDatabase.dsl().execute("delete from recurrence");
		TestDatabase.dsl().execute(PLACES);
		TestDatabase.dsl().execute(TIMES);
		ConsistentListings listings = new ConsistentListings(random, graphQl);
		listings.addRecurrences();
		listings.addGroups();
	}

	/**
	 * Two series have the same name; an event is a part of one that is no part itself.
	 */
	private void addGroups() {
		List<String> series = Stream.of("Owl nights, \"late\"; and ^ more", "Żywe noce", "Żywe noce")
			.map((name) -> this.mutations.mutate("createEventSeries", Map.of("name", name), "series { id }")
				.at("/series/id")
				.asString())
			.toList();
		List<String> ids = this.graphQl.data("{ events(first: 100) { nodes { id } } }")
			.at("/events/nodes")
			.valueStream()
			.map((event) -> event.get("id").asString())
			.toList();
		int wholes = Math.max(1, ids.size() / 8);
		for (String id : ids) {
			Map<String, Object> input = new HashMap<>(Map.of("id", id));
			if (this.random.nextInt(4) == 0) {
				input.put("seriesId", series.get(this.random.nextInt(series.size())));
			}
			if (ids.indexOf(id) >= wholes && this.random.nextInt(4) == 0) {
				input.put("superEventId", ids.get(this.random.nextInt(wholes)));
			}
			if (input.size() > 1) {
				this.mutations.mutate("updateEvent", input, "event { id }");
			}
		}
	}

	private void addRecurrences() {
		List<JsonNode> recurring = this.graphQl.data(TO_RECUR)
			.at("/events/nodes")
			.valueStream()
			.filter((event) -> this.random.nextInt(3) == 0)
			.toList();
		recurring.forEach(this::recur);
		for (JsonNode event : this.graphQl.data(TO_RECUR).at("/events/nodes")) {
			if (event.at("/occurrences/nodes").size() > 1) {
				changeOccurrences(event);
			}
		}
	}

	private void recur(JsonNode event) {
		LocalDateTime start = local(event.get("start"));
		List<String> rules = new ArrayList<>(RULES.keySet().stream().sorted().toList());
		List<String> additional = IntStream.range(0, Math.max(0, this.random.nextInt(5) - 1))
			.mapToObj((i) -> start.plusDays(3 + this.random.nextInt(60)).plusHours(i).toString())
			.distinct()
			.toList();
		List<String> some = (additional.isEmpty() || this.random.nextInt(4) > 0)
				? List.of(rules.get(this.random.nextInt(rules.size()))) : List.of();
		setRecurrence(event, some, additional, List.of());
		List<String> excluded = starts(event.get("id").asString()).stream()
			.skip(1)
			.filter((other) -> !some.isEmpty() && !additional.contains(other) && this.random.nextInt(5) == 0)
			.limit(3)
			.toList();
		if (!excluded.isEmpty()) {
			setRecurrence(event, some, additional, excluded);
		}
	}

	private void setRecurrence(JsonNode event, List<String> rules, List<String> additional, List<String> excluded) {
		this.mutations.mutate("setRecurrence",
				Map.of("id", event.get("id").asString(), "recurrence",
						Map.of("rules", rules, "additionalStarts", additional, "excludedStarts", excluded)),
				"event { id }");
	}

	private List<String> starts(String id) {
		return this.graphQl.data(
				"query Starts($id: ID!) { event(id: $id) { occurrences(first: 20) { nodes { start { local date } } } } }",
				Map.of("id", id))
			.at("/event/occurrences/nodes")
			.valueStream()
			.map((occurrence) -> local(occurrence.get("start")).toString())
			.toList();
	}

	private void changeOccurrences(JsonNode event) {
		boolean isDay = event.at("/start/precision").asString().equals("DAY");
		String zone = event.at("/start/timeZone").asString();
		List<LocalDate> days = starts(event.get("id").asString()).stream()
			.map((start) -> LocalDateTime.parse(start).toLocalDate())
			.toList();
		event.at("/occurrences/nodes").valueStream().skip(1).forEach((occurrence) -> {
			String id = occurrence.get("id").asString();
			int kind = this.random.nextInt(6);
			// recurring-ical-events 2.0 takes a change for one of all occurrences of the
			// day.
			if (Collections.frequency(days, local(occurrence.get("start")).toLocalDate()) > 1) {
				return;
			}
			if (kind == 0) {
				this.mutations.payload(
						"cancelOccurrence", (this.random.nextBoolean())
								? Map.of("id", id, "reason", "Storm, \"and\" rain") : Map.of("id", id),
						"occurrence { id }");
			}
			else if (kind == 1) {
				LocalDateTime moved = local(occurrence.get("start")).plusDays(this.random.nextInt(3))
					.plus(isDay ? 0 : 30L * this.random.nextInt(1, 8), ChronoUnit.MINUTES);
				this.mutations.payload("rescheduleOccurrence",
						Map.of("id", id, "start",
								Map.of("timeZone", zone, isDay ? "date" : "local",
										isDay ? moved.toLocalDate().toString() : moved.toString())),
						"occurrence { id }");
			}
			if (this.random.nextInt(5) == 0) {
				Map<String, Object> texts = new HashMap<>(Map.of("id", id, "name", "With a guest, \"live\" " + kind));
				if (this.random.nextBoolean()) {
					texts.put("description", "Doors at 7;\nbring <owls> & mice.");
				}
				this.mutations.payload("updateOccurrence", texts, "occurrence { id }");
			}
		});
	}

	private static LocalDateTime local(JsonNode time) {
		JsonNode local = time.get("local");
		return (local == null || local.isNull()) ? LocalDateTime.parse(time.get("date").asString() + "T00:00")
				: LocalDateTime.parse(local.asString());
	}

}
