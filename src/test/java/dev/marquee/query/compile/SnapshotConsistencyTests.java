package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Under concurrent writes, every response shows the database at one moment that is not
 * before the request. Each transaction writes one number to all columns of a group, so a
 * response must not contain different numbers of one group.
 */
@IntegrationTest
class SnapshotConsistencyTests {

	/** The number of executions of each query. */
	private static final int READS = 300;

	private static final int PAIRS = 4;

	/** The groups after those of the pairs of events. */
	private static final int VENUE_GROUP = PAIRS;

	private static final int CATEGORY_GROUP = PAIRS + 1;

	/**
	 * A group spans several objects here, so that an outdated version stamp of one is not
	 * hidden by that of another.
	 */
	private static final List<String> QUERIES = List.of("""
			{ events { nodes { name organizer { description } } edges { node { venue { name city } } }
				parts: nodes { tickets { name } categories { name } } } }
			""", """
			{ events(first: 8) { totalCount edges { cursor node { name tickets { name } categories { name } } }
				places: edges { node { venue { name city } } } nodes { id organizers { id description } } } }
			""",
			"""
					{ events(last: 8) { nodes { name tickets { name price { amount } } }
						kinds: nodes { categories { slug name } } places: nodes { venue { name city } } pageInfo { endCursor } } }
					""");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	private final DSLContext dsl = TestDatabase.dsl();

	private final AtomicInteger activeReaders = new AtomicInteger(QUERIES.size());

	private final AtomicInteger reads = new AtomicInteger();

	/** The last committed number of each group. */
	private final AtomicIntegerArray committedNumbers = new AtomicIntegerArray(PAIRS + 2);

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		UUID venue = UUID.randomUUID();
		UUID organizer = UUID.randomUUID();
		this.dsl.execute("insert into venue (id, name, city) values (?, '0', '0')", venue);
		this.dsl.execute("insert into organizer (id, name, description) values (?, 'Society', '0')", organizer);
		this.dsl.execute("insert into category (slug, name) values ('talks', '0')");
		for (int i = 0; i < 2 * PAIRS; i++) {
			UUID event = UUID.randomUUID();
			String start = "2026-03-%02d 19:00".formatted(i + 1);
			this.dsl.execute("""
					insert into event (id, name, interested_count, starts_at, start_local, start_zone, start_precision,
						start_zone_source, venue_id)
					values (?, '0', ?, ?::timestamptz, ?::timestamp, 'UTC', 'MINUTE', 'STATED', ?)""", event, i / 2,
					start, start, venue);
			this.dsl.execute("insert into event_organizer select id, 0, ?, starts_at from event where id = ?",
					organizer, event);
			this.dsl.execute("insert into event_category values (?, 0, 'talks')", event);
			this.dsl.execute("insert into ticket (event_id, position, name, price_kind) values (?, 0, '0', 'FREE')",
					event);
		}
	}

	@AfterEach
	void resetRecorder() {
		this.statementRecorder.reset();
	}

	@Test
	void responseIsOneSnapshotNotOlderThanRequest() throws Exception {
		List<Callable<Integer>> all = new ArrayList<>();
		all.add(writer(4, IntStream.range(0, PAIRS).toArray()));
		all.add(writer(15, VENUE_GROUP));
		all.add(writer(40, CATEGORY_GROUP));
		QUERIES.forEach((query) -> all.add(() -> read(query)));
		try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
			for (Future<Integer> count : threads.invokeAll(all)) {
				assertThat(count.get()).as("executions").isPositive();
			}
		}
		assertThat(this.statementRecorder.recorded()).as("statements that read missing fragments")
			.anyMatch((sql) -> sql.contains("cast(? as uuid[])"));
	}

	/**
	 * Writes once every few reads, so that responses combine cached and changed fragments
	 * on a machine of any speed.
	 */
	private Callable<Integer> writer(int readsBetween, int... groups) {
		return () -> {
			int count = 0;
			while (this.activeReaders.get() > 0) {
				if (this.reads.get() < count * readsBetween) {
					Thread.sleep(1);
					continue;
				}
				int group = groups[count % groups.length];
				int number = this.committedNumbers.get(group) + 1;
				TestDatabase.transactionTemplate()
					.executeWithoutResult((transaction) -> write(group, String.valueOf(number)));
				this.committedNumbers.set(group, number);
				count++;
			}
			return count;
		};
	}

	private void write(int group, String number) {
		switch (group) {
			case VENUE_GROUP -> {
				this.dsl.execute("update venue set name = ?", number);
				this.dsl.execute("update organizer set description = ?", number);
			}
			case CATEGORY_GROUP -> {
				this.dsl.execute("update category set name = ?", number);
				this.dsl.execute("update venue set city = ?", number);
			}
			default -> {
				this.dsl.execute("update event set name = ? where interested_count = ?", number, group);
				this.dsl.execute("""
						with deleted as (delete from ticket where event_id in
							(select id from event where interested_count = ?) returning event_id)
						insert into ticket (event_id, position, name, price_kind)
						select event_id, 1 + ?::integer % 2 * 2, ?, 'FREE' from deleted""", group, number, number);
			}
		}
	}

	private int read(String query) {
		try {
			readAndCheck(query);
		}
		finally {
			this.activeReaders.decrementAndGet();
		}
		return READS;
	}

	private void readAndCheck(String query) {
		for (int count = 0; count < READS; count++) {
			int[] atLeast = IntStream.range(0, this.committedNumbers.length())
				.map(this.committedNumbers::get)
				.toArray();
			this.reads.incrementAndGet();
			check(this.graphQlTestClient.data(query).get("events"), atLeast);
		}
	}

	private static void check(JsonNode page, int[] atLeast) {
		List<String> venueGroup = new ArrayList<>(page.findValuesAsString("description"));
		page.findValues("venue").forEach((venue) -> venueGroup.add(venue.get("name").asString()));
		checkGroup(page, atLeast[VENUE_GROUP], venueGroup);
		List<String> categoryGroup = new ArrayList<>(page.findValuesAsString("city"));
		page.findValues("categories")
			.forEach((categories) -> categoryGroup.addAll(categories.findValuesAsString("name")));
		checkGroup(page, atLeast[CATEGORY_GROUP], categoryGroup);
		for (int pair = 0; pair < PAIRS; pair++) {
			checkGroup(page, atLeast[pair], numbersOfPair(page, pair));
		}
	}

	private static List<String> numbersOfPair(JsonNode page, int pair) {
		List<String> numbers = new ArrayList<>();
		for (JsonNode list : page) {
			for (int index = 2 * pair; list.isArray() && index < 2 * pair + 2; index++) {
				JsonNode event = list.get(index).has("node") ? list.get(index).get("node") : list.get(index);
				numbers.addAll(event.path("tickets").findValuesAsString("name"));
				if (event.has("name")) {
					numbers.add(event.get("name").asString());
				}
			}
		}
		return numbers;
	}

	private static void checkGroup(JsonNode page, int atLeast, List<String> numbers) {
		assertThat(numbers).as("%s", page).isNotEmpty().containsOnly(numbers.getFirst());
		assertThat(Integer.parseInt(numbers.getFirst())).as("%s", page).isGreaterThanOrEqualTo(atLeast);
	}

}
