package dev.marquee.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keyset pagination of a long list while rows are inserted and deleted: unchanged rows
 * are returned once and in order. The system property {@code paging.rows} sets the length
 * of the list.
 */
@IntegrationTest
class ConcurrentPaginationTests {

	private static final int ROWS = Integer.getInteger("paging.rows", 3000);

	private static final Map<String, Map<String, ?>> FILTERS = Map.of("all", Map.of(), "unselective",
			Map.of("attendanceModes", List.of("OFFLINE"), "during", Map.of("from", "2026-03-01T00:00:00Z")),
			"selective", Map.of("search", "rare", "near", Map.of("latitude", 1, "longitude", 1, "radiusKm", 400)));

	private static final Map<String, String> CONDITIONS = Map.of("all", "true", "unselective",
			"attendance_mode = 'OFFLINE' and starts_at >= '2026-03-01Z'", "selective", "name like '%rare%'");

	private static final Map<String, String> COLUMNS = Map.of("STARTS_AT", "starts_at", "NAME", "name", "INTERESTED",
			"interested_count", "UPDATED_AT", "updated_at", "DISTANCE",
			"""
					(select earth.place <-> place_on_earth(1, 1) from venue, place_on_earth(latitude, longitude) as earth(place)
					where venue.id = venue_id)""",
			"RELEVANCE", "interested_count");

	private static final String PAGE = """
			query Page($filter: EventFilter, $order: EventOrder, $first: Int, $after: String, $last: Int, $before: String) {
				events(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
					nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
			""";

	/**
	 * Many events have the same start, name, venue and interest, so that ids break ties.
	 */
	private static final String INSERT_EVENTS = """
			insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
				attendance_mode, interested_count, venue_id)
			select gen_random_uuid(), case when number %% 50 = 0 then 'rare ' else 'Name ' end || number %% 700, start,
				start at time zone 'UTC', 'UTC', 'MINUTE', 'STATED', (array['OFFLINE', 'MIXED', 'UNKNOWN'])[number %% 3 + 1],
				number %% 40, (select id from venue order by id offset number %% 7 limit 1)
			from (
				select number, '2026-01-01Z'::timestamptz + number::bigint * 7919 %% 5000 * interval '1 hour' as start
				from generate_series(%d, %d) as number
			) as generated
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void fill() {
		TestDatabase.clear();
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			DSLContext sql = TestDatabase.dsl();
			sql.execute(
					"""
							insert into venue (id, name, city, latitude, longitude)
							select gen_random_uuid(), 'Venue ' || number, 'City', number * 0.3, 1 from generate_series(0, 6) as number
							""");
			sql.execute("set local session_replication_role = replica");
			sql.execute(INSERT_EVENTS.formatted(1, ROWS));
			sql.execute("select refill_event_search()");
		});
		TestDatabase.dsl().execute("analyze event_search");
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource({ "STARTS_AT, ASC, all", "STARTS_AT, DESC, unselective", "NAME, ASC, all", "NAME, DESC, unselective",
			"INTERESTED, DESC, all", "INTERESTED, ASC, unselective", "UPDATED_AT, ASC, all",
			"STARTS_AT, ASC, selective", "DISTANCE, ASC, selective", "RELEVANCE, DESC, selective",
			"RELEVANCE, ASC, selective" })
	void unchangedEventsAppearOnceAndInOrder(String field, String direction, String filter) {
		List<String> expected = expected(COLUMNS.get(field), direction, CONDITIONS.get(filter));
		Map<String, Object> list = Map.of("filter", FILTERS.get(filter), "order",
				Map.of("field", field, "direction", direction));
		try (ConcurrentWriter concurrentWriter = new ConcurrentWriter()) {
			concurrentWriter.awaitStart();
			List<String> forward = allPages(list, "first", "after", "/pageInfo/endCursor", "/pageInfo/hasNextPage");
			List<String> backward = allPages(list, "last", "before", "/pageInfo/startCursor",
					"/pageInfo/hasPreviousPage");
			Collections.reverse(backward);
			for (List<String> paged : List.of(forward, backward)) {
				assertThat(paged).doesNotHaveDuplicates();
				Set<String> all = new HashSet<>(expected);
				assertThat(paged.stream().filter(all::contains).toList()).isEqualTo(expected);
			}
		}
	}

	@Test
	void concurrentlyInsertedEventsAppearInTheList() {
		Set<String> before = new HashSet<>(expected("starts_at", "ASC", "true"));
		try (ConcurrentWriter concurrentWriter = new ConcurrentWriter()) {
			concurrentWriter.awaitStart();
			assertThat(allPages(Map.of(), "first", "after", "/pageInfo/endCursor", "/pageInfo/hasNextPage"))
				.anyMatch((id) -> !before.contains(id));
		}
	}

	private static List<String> expected(String column, String direction, String condition) {
		return TestDatabase.dsl()
			.resultQuery("select 'evt_' || id from event where " + condition + " order by " + column + " " + direction
					+ ", id " + direction)
			.fetch((row) -> row.get(0, String.class));
	}

	private List<String> allPages(Map<String, ?> list, String sizeArgument, String cursorArgument, String cursorPointer,
			String hasMorePointer) {
		List<String> ids = new ArrayList<>();
		Map<String, Object> arguments = new HashMap<>(list);
		arguments.put(sizeArgument, 100);
		JsonNode page;
		do {
			page = this.graphQlTestClient.data(PAGE, arguments).get("events");
			List<String> found = page.get("nodes").valueStream().map((node) -> node.get("id").asString()).toList();
			ids.addAll(cursorArgument.equals("before") ? found.reversed() : found);
			arguments.put(cursorArgument, page.at(cursorPointer).asString());
		}
		while (page.at(hasMorePointer).asBoolean());
		return ids;
	}

	/**
	 * A thread that inserts events throughout the list and deletes them again.
	 */
	private static final class ConcurrentWriter implements AutoCloseable {

		private static final int RETAINED_BATCHES = 4;

		private static final int MAX_OFFSET = 1_000_000;

		private final AtomicInteger count = new AtomicInteger();

		private final AtomicBoolean closed = new AtomicBoolean();

		private final FutureTask<?> work = new FutureTask<>(this::writeUntilClosed, true);

		ConcurrentWriter() {
			Thread.ofPlatform().start(this.work);
		}

		void awaitStart() {
			while (this.count.get() <= RETAINED_BATCHES) {
				Thread.onSpinWait();
			}
		}

		private void writeUntilClosed() {
			DSLContext sql = TestDatabase.dsl();
			Deque<UUID[]> insertedBatches = new ArrayDeque<>();
			while (!this.closed.get()) {
				int first = this.count.incrementAndGet() * 977 % MAX_OFFSET;
				insertedBatches.add(sql.fetch(INSERT_EVENTS.formatted(first, first + 9) + " returning id")
					.intoArray("id", UUID.class));
				if (insertedBatches.size() > RETAINED_BATCHES) {
					delete(sql, insertedBatches.remove());
				}
			}
			insertedBatches.forEach((batch) -> delete(sql, batch));
		}

		private static void delete(DSLContext sql, UUID[] ids) {
			sql.execute("delete from event where id = any(?)", (Object) ids);
		}

		@Override
		public void close() {
			this.closed.set(true);
			try {
				this.work.get();
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
