package dev.marquee.selection;

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

import dev.marquee.Client;
import dev.marquee.Statements;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While writers go on, every answer shows the database at one moment, and no moment
 * before the request. Each transaction writes one number in several places: those of a
 * group.
 */
@WholeHouse
class OneMomentTests {

	/** How often each query is asked. */
	private static final int READS = 300;

	private static final int PAIRS = 4;

	/** The groups behind the pairs of events. */
	private static final int HOUSE = PAIRS;

	private static final int KIND = PAIRS + 1;

	/**
	 * What one transaction writes is in different objects here, so that the stamp of one
	 * does not cover for that of another.
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
	Client client;

	@Autowired
	Statements statements;

	private final DSLContext dsl = TestDatabase.dsl();

	private final AtomicInteger readers = new AtomicInteger(QUERIES.size());

	private final AtomicInteger reads = new AtomicInteger();

	/** What is known to be committed. */
	private final AtomicIntegerArray committed = new AtomicIntegerArray(PAIRS + 2);

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		UUID house = UUID.randomUUID();
		UUID holder = UUID.randomUUID();
		this.dsl.execute("insert into venue (id, name, city) values (?, '0', '0')", house);
		this.dsl.execute("insert into organizer (id, name, description) values (?, 'Society', '0')", holder);
		this.dsl.execute("insert into category (slug, name) values ('talks', '0')");
		for (int i = 0; i < 2 * PAIRS; i++) {
			UUID event = UUID.randomUUID();
			String start = "2026-03-%02d 19:00".formatted(i + 1);
			this.dsl.execute("""
					insert into event (id, name, interested_count, starts_at, start_local, start_zone, start_precision,
						start_zone_source, venue_id)
					values (?, '0', ?, ?::timestamptz, ?::timestamp, 'UTC', 'MINUTE', 'STATED', ?)""", event, i / 2,
					start, start, house);
			this.dsl.execute("insert into event_organizer select id, 0, ?, starts_at from event where id = ?", holder,
					event);
			this.dsl.execute("insert into event_category values (?, 0, 'talks')", event);
			this.dsl.execute("insert into ticket (event_id, position, name, price_kind) values (?, 0, '0', 'FREE')",
					event);
		}
	}

	@AfterEach
	void forget() {
		this.statements.forget();
	}

	@Test
	void everyAnswerShowsOneMomentAndNoneBeforeTheRequest() throws Exception {
		List<Callable<Integer>> all = new ArrayList<>();
		all.add(writer(4, IntStream.range(0, PAIRS).toArray()));
		all.add(writer(15, HOUSE));
		all.add(writer(40, KIND));
		QUERIES.forEach((query) -> all.add(() -> read(query)));
		try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
			for (Future<Integer> count : threads.invokeAll(all)) {
				assertThat(count.get()).as("times").isPositive();
			}
		}
		assertThat(this.statements.sent()).as("partly kept").anyMatch((sql) -> sql.contains("cast(? as uuid[])"));
	}

	/**
	 * Writes once in some reads, so that answers are put together of old and new however
	 * busy the machine is.
	 */
	private Callable<Integer> writer(int readsBetween, int... groups) {
		return () -> {
			int count = 0;
			while (this.readers.get() > 0) {
				if (this.reads.get() < count * readsBetween) {
					Thread.sleep(1);
					continue;
				}
				int group = groups[count % groups.length];
				int number = this.committed.get(group) + 1;
				TestDatabase.transactions().executeWithoutResult((transaction) -> write(group, String.valueOf(number)));
				this.committed.set(group, number);
				count++;
			}
			return count;
		};
	}

	private void write(int group, String number) {
		switch (group) {
			case HOUSE -> {
				this.dsl.execute("update venue set name = ?", number);
				this.dsl.execute("update organizer set description = ?", number);
			}
			case KIND -> {
				this.dsl.execute("update category set name = ?", number);
				this.dsl.execute("update venue set city = ?", number);
			}
			default -> {
				this.dsl.execute("update event set name = ? where interested_count = ?", number, group);
				this.dsl.execute("""
						with gone as (delete from ticket where event_id in
							(select id from event where interested_count = ?) returning event_id)
						insert into ticket (event_id, position, name, price_kind)
						select event_id, 1 + ?::integer % 2 * 2, ?, 'FREE' from gone""", group, number, number);
			}
		}
	}

	private int read(String query) {
		try {
			readAndCheck(query);
		}
		finally {
			this.readers.decrementAndGet();
		}
		return READS;
	}

	private void readAndCheck(String query) {
		for (int count = 0; count < READS; count++) {
			int[] atLeast = IntStream.range(0, this.committed.length()).map(this.committed::get).toArray();
			this.reads.incrementAndGet();
			check(this.client.data(query).get("events"), atLeast);
		}
	}

	private static void check(JsonNode page, int[] atLeast) {
		List<String> house = new ArrayList<>(page.findValuesAsString("description"));
		page.findValues("venue").forEach((venue) -> house.add(venue.get("name").asString()));
		checkGroup(page, atLeast[HOUSE], house);
		List<String> kind = new ArrayList<>(page.findValuesAsString("city"));
		page.findValues("categories").forEach((categories) -> kind.addAll(categories.findValuesAsString("name")));
		checkGroup(page, atLeast[KIND], kind);
		for (int pair = 0; pair < PAIRS; pair++) {
			checkGroup(page, atLeast[pair], numbersOfPair(page, pair));
		}
	}

	private static List<String> numbersOfPair(JsonNode page, int pair) {
		List<String> numbers = new ArrayList<>();
		for (JsonNode list : page) {
			for (int place = 2 * pair; list.isArray() && place < 2 * pair + 2; place++) {
				JsonNode event = list.get(place).has("node") ? list.get(place).get("node") : list.get(place);
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
