package dev.marquee.venue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists in the order of upcoming events, compared with plain SQL while events change,
 * numbers are stored and the time passes.
 */
@IntegrationTest
class UpcomingOrderTests {

	private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

	private static final String QUERY = """
			query Listed($filter: %1$sFilter, $direction: OrderDirection, $first: Int, $after: String, $last: Int,
					$before: String) {
				%2$s(filter: $filter, orderBy: { field: UPCOMING_EVENTS, direction: $direction }, first: $first, after: $after,
						last: $last, before: $before) {
					totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
					nodes { id upcomingEventCount } } }
			""";

	/**
	 * Placeholders: the owner, the condition for its events, the filter, the direction.
	 */
	private static final String EXPECTED = """
			select id, events from (
				select %1$s.*, (
					select count(*) from event join event_search on event_search.event_id = event.id
					where %2$s and event.published_at is not null and over_at >= {0}
					and (event.starts_at >= {0} or over_at > {0})
				) as events
				from %1$s
			) as counted
			where %3$s order by events %4$s, id %4$s""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	TestClock clock;

	private final DSLContext dsl = TestDatabase.dsl();

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource({ "1, venue", "2, venue", "3, organizer", "4, organizer" })
	void orderIsThatOfPlainSql(long seed, String owner) {
		this.clock.fixAt(NOW);
		RandomListings.populate(seed, 90);
		Random random = new Random(seed);
		for (int step = 0; step < 16; step++) {
			change(random, owner);
			Instant now = this.clock.instant();
			String direction = random.nextBoolean() ? "DESC" : "ASC";
			boolean isForward = random.nextBoolean();
			Map<String, Object> filter = new HashMap<>();
			String condition = "true";
			if (random.nextInt(3) == 0) {
				boolean hasEvents = random.nextBoolean();
				filter.put("hasUpcomingEvents", hasEvents);
				condition += hasEvents ? " and events > 0" : " and events = 0";
			}
			if (owner.equals("venue") && random.nextInt(3) == 0) {
				filter.put("countries", List.of("US", "DE"));
				condition += " and country_code in ('US', 'DE')";
			}
			List<String> listed = list(owner, direction, filter, isForward, random.nextInt(3, 40));
			assertThat(listed).as("seed %d, step %d, %s, %s, %s", seed, step, direction, filter, isForward)
				.isEqualTo(expected(owner, condition, direction, now));
		}
	}

	private void change(Random random, String owner) {
		Instant now = this.clock.instant();
		String any = " where id in (select id from event order by id offset " + random.nextInt(40) + " limit 4)";
		switch (random.nextInt(8)) {
			case 0 -> this.dsl.execute("update event set published_at = null" + any);
			case 1 -> this.dsl.execute("update event set published_at = now()" + any);
			case 2 -> this.dsl.execute("delete from event" + any);
			case 3 -> this.dsl.execute("update event set venue_id = (select id from venue order by id offset "
					+ random.nextInt(30) + " limit 1)" + any);
			case 4 -> this.dsl.execute(
					"insert into " + owner + " (id, name) values (gen_random_uuid(), 'New ' || gen_random_uuid())");
			case 5 -> this.clock.fixAt(now.minus(Duration.ofHours(random.nextInt(2000))));
			default -> this.clock.fixAt(now.plus(Duration.ofHours(random.nextInt(3000))));
		}
		if (random.nextInt(3) > 0) {
			this.dsl.execute("select recount_" + owner + "s(?::timestamptz, ?)",
					now.plus(Duration.ofHours(random.nextInt(-50, 50))).atOffset(ZoneOffset.UTC),
					random.nextInt(1, 40));
		}
	}

	private List<String> list(String owner, String direction, Map<String, Object> filter, boolean isForward, int size) {
		String field = owner + "s";
		Map<String, Object> arguments = new HashMap<>(
				Map.of("direction", direction, isForward ? "first" : "last", size));
		arguments.put("filter", filter);
		String query = QUERY.formatted(owner.equals("venue") ? "Venue" : "Organizer", field);
		List<String> listed = new ArrayList<>();
		JsonNode page;
		do {
			page = this.graphQlTestClient.data(query, arguments).get(field);
			List<String> nodes = page.get("nodes")
				.valueStream()
				.map((node) -> node.get("id").asString().substring(4) + " " + node.get("upcomingEventCount"))
				.toList();
			listed.addAll(isForward ? nodes : nodes.reversed());
			arguments.put(isForward ? "after" : "before",
					page.at(isForward ? "/pageInfo/endCursor" : "/pageInfo/startCursor").asString());
		}
		while (page.at(isForward ? "/pageInfo/hasNextPage" : "/pageInfo/hasPreviousPage").asBoolean());
		assertThat(listed).hasSize(page.get("totalCount").asInt());
		if (!isForward) {
			Collections.reverse(listed);
		}
		return listed;
	}

	private List<String> expected(String owner, String condition, String direction, Instant now) {
		String events = owner.equals("venue") ? "event.venue_id = venue.id"
				: "exists (select from event_organizer where event_id = event.id and organizer_id = organizer.id)";
		return this.dsl
			.resultQuery(EXPECTED.formatted(owner, events, condition, direction), now.atOffset(ZoneOffset.UTC))
			.fetch((row) -> row.get("id") + " " + row.get("events"));
	}

}
