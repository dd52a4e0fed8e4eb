package dev.marquee.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stored numbers of upcoming events: one that holds is the number of events at that
 * moment, in each snapshot of the database.
 */
class UpcomingEventCountsTests {

	private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");

	private static final int OWNERS = 6;

	/** Numbers that hold at a moment but are wrong, in one snapshot. */
	private static final List<String> WRONG_NUMBERS = List.of(
			"""
					select count(*) from venue_event_count as stored
					where counted_at <= {0} and valid_until > {0} and venue_id not in (select venue_id from venue_recount)
					and events <> (
						select count(*) from event_search
						where venue_id = stored.venue_id and published and over_at >= {0} and (starts_at >= {0} or over_at > {0})
					)""",
			"""
					select count(*) from organizer_event_count as stored
					where counted_at <= {0} and valid_until > {0} and organizer_id not in (select organizer_id from organizer_recount)
					and events <> (
						select count(*) from organizer_event
						where organizer_id = stored.organizer_id and over_at >= {0} and (starts_at >= {0} or over_at > {0})
					)""");

	private final DSLContext dsl = TestDatabase.dsl();

	private final List<UUID> venues = new ArrayList<>();

	private final List<UUID> organizers = new ArrayList<>();

	@BeforeEach
	void insertOwners() {
		TestDatabase.clear();
		this.dsl.execute("delete from venue_recount");
		this.dsl.execute("delete from organizer_recount");
		for (int number = 0; number < OWNERS; number++) {
			this.venues.add(UUID.randomUUID());
			this.dsl.execute("insert into venue (id, name) values (?, ?)", this.venues.getLast(), "Venue " + number);
			this.organizers.add(UUID.randomUUID());
			this.dsl.execute("insert into organizer (id, name) values (?, ?)", this.organizers.getLast(),
					"Organizer " + number);
		}
	}

	@AfterAll
	static void clear() {
		TestDatabase.clear();
	}

	@Test
	void numberOfANewOwnerHolds() {
		assertHeld(NOW, OWNERS);
	}

	@Test
	void numberHoldsFromItsCountUntilAnEventEnds() {
		insertEvent(this.venues.getFirst(), this.organizers.getFirst(), NOW.plusSeconds(60), NOW.plusSeconds(120));
		assertHeld(NOW, OWNERS - 1);
		recount(NOW);
		assertHeld(NOW.minusMillis(1), OWNERS - 1);
		assertHeld(NOW, OWNERS);
		assertHeld(NOW.plusSeconds(120).minusMillis(1), OWNERS);
		assertHeld(NOW.plusSeconds(120), OWNERS - 1);
		recount(NOW.plusSeconds(120));
		assertHeld(NOW.plusSeconds(120), OWNERS);
		assertThat(this.dsl.fetchValue("select sum(events) from venue_event_count")).isEqualTo(0L);
		assertThat(this.dsl.fetchValue("select sum(events) from organizer_event_count")).isEqualTo(0L);
	}

	@Test
	void changesThatMoveNoEndKeepTheNumber() {
		insertEvent(this.venues.getFirst(), this.organizers.getFirst(), NOW, NOW.plusSeconds(60));
		recount(NOW);
		this.dsl.execute("update event set name = 'Other', description = 'Text', status = 'CANCELLED'");
		assertHeld(NOW, OWNERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "truncate event cascade", "select refill_event_search()" })
	void numbersHoldNoLongerAfterAllRowsWereReplaced(String statement) {
		insertEvent(this.venues.getFirst(), this.organizers.getFirst(), NOW, NOW.plusSeconds(60));
		recount(NOW);
		this.dsl.execute(statement);
		assertHeld(NOW, 0);
	}

	@Test
	void refillMakesRowsOfOwnersLoadedWithoutTriggers() {
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			this.dsl.execute("set local session_replication_role = replica");
			this.dsl.execute("insert into venue (id, name) values (gen_random_uuid(), 'Loaded')");
			this.dsl.execute("insert into organizer (id, name) values (gen_random_uuid(), 'Loaded')");
			this.dsl.execute("delete from venue where id = ?", this.venues.getFirst());
			this.dsl.execute("select refill_event_search()");
		});
		recount(NOW);
		assertThat(held("venue", NOW)).isEqualTo(OWNERS);
		assertThat(held("organizer", NOW)).isEqualTo(OWNERS + 1);
	}

	@Test
	void anUncommittedChangeIsCountedByTheNextRun() {
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			insertEvent(this.venues.getFirst(), this.organizers.getFirst(), NOW, NOW.plusSeconds(60));
			try (ExecutorService other = Executors.newSingleThreadExecutor()) {
				other.submit(() -> recount(NOW));
			}
		});
		assertThat(held("venue", NOW)).isEqualTo(OWNERS - 1);
		recount(NOW);
		assertThat(held("venue", NOW)).isEqualTo(OWNERS);
		assertThat(wrongNumbers(NOW)).isZero();
	}

	/** Writers, of which some roll back, several instances that count, and the time. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void numbersThatHoldAreExactWhileOthersWrite(long seed) throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		try (ExecutorService executor = Executors.newFixedThreadPool(5)) {
			List<Future<?>> others = new ArrayList<>();
			for (int number = 0; number < 5; number++) {
				Random random = new Random(seed * 100 + number);
				Runnable step = (number < 3) ? () -> write(random)
						: () -> recount(NOW.plusSeconds(random.nextInt(54_000)));
				others.add(executor.submit(() -> {
					while (!done.get()) {
						step.run();
					}
				}));
			}
			Random random = new Random(seed);
			try {
				for (int check = 0; check < 300; check++) {
					Instant moment = NOW.plusSeconds(random.nextInt(60_000));
					assertThat(wrongNumbers(moment)).as("seed %d at %s", seed, moment).isZero();
				}
			}
			finally {
				done.set(true);
			}
			for (Future<?> other : others) {
				other.get();
			}
		}
		recount(NOW.plusSeconds(60_000));
		assertThat(wrongNumbers(NOW.plusSeconds(60_000))).isZero();
		assertHeld(NOW.plusSeconds(60_000), OWNERS);
	}

	/** Changes one or two events, in any order. */
	private void write(Random random) {
		TestDatabase.transactionTemplate().executeWithoutResult((transaction) -> {
			for (int change = 0; change <= random.nextInt(2); change++) {
				change(random);
			}
			if (random.nextInt(5) == 0) {
				transaction.setRollbackOnly();
			}
		});
	}

	private void change(Random random) {
		UUID venue = this.venues.get(random.nextInt(OWNERS));
		UUID organizer = this.organizers.get(random.nextInt(OWNERS));
		Instant start = NOW.plus(Duration.ofMinutes(random.nextInt(1000)));
		Instant end = start.plus(Duration.ofMinutes(random.nextInt(3) * 100L));
		String any = " where id = (select id from event order by id offset " + random.nextInt(20)
				+ " limit 1 for update skip locked)";
		switch (random.nextInt(7)) {
			case 0 -> this.dsl.execute("delete from event" + any);
			case 1 -> this.dsl.execute("update event set venue_id = ?" + any, venue);
			case 2 -> this.dsl.execute("update event set published_at = null" + any);
			case 3 -> this.dsl.execute("update event set published_at = now()" + any);
			case 4 -> this.dsl.execute(
					"update event set starts_at = starts_at + interval '50 minutes', start_local = start_local + interval '50 minutes', ends_at = null, end_local = null, end_zone = null, end_precision = null, end_zone_source = null"
							+ any);
			default -> insertEvent(venue, organizer, start, end);
		}
	}

	private void insertEvent(UUID venue, UUID organizer, Instant start, Instant end) {
		UUID id = UUID.randomUUID();
		boolean hasEnd = end.isAfter(start);
		this.dsl.execute(
				"""
						insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source,
							ends_at, end_local, end_zone, end_precision, end_zone_source, venue_id)
						select {0}, 'Concert', starts_at, starts_at at time zone 'UTC', 'UTC', 'MINUTE', 'STATED',
							ends_at, ends_at at time zone 'UTC', case when ends_at is not null then 'UTC' end,
							case when ends_at is not null then 'MINUTE' end, case when ends_at is not null then 'STATED' end, {3}
						from (values ({1}::timestamptz, {2}::timestamptz)) as time (starts_at, ends_at)""",
				id, start.atOffset(ZoneOffset.UTC), hasEnd ? end.atOffset(ZoneOffset.UTC) : null, venue);
		this.dsl.execute(
				"insert into event_organizer (event_id, organizer_id, position, starts_at) values (?, ?, 0, ?::timestamptz)",
				id, organizer, start.atOffset(ZoneOffset.UTC));
	}

	/** How many venues have a number that holds at a moment, and how many organizers. */
	private void assertHeld(Instant moment, long expected) {
		assertThat(held("venue", moment)).isEqualTo(expected);
		assertThat(held("organizer", moment)).isEqualTo(expected);
	}

	private void recount(Instant now) {
		new UpcomingEventCounts(this.dsl, Clock.fixed(now, ZoneOffset.UTC), Duration.ofHours(1)).recount();
	}

	private long wrongNumbers(Instant moment) {
		return WRONG_NUMBERS.stream().mapToLong((query) -> count(query, moment)).sum();
	}

	private long held(String owner, Instant moment) {
		return count(
				"""
						select count(*) from owner_event_count
						where counted_at <= {0} and valid_until > {0} and owner_id not in (select owner_id from owner_recount)"""
					.replace("owner", owner),
				moment);
	}

	private long count(String query, Instant moment) {
		return (Long) this.dsl.resultQuery(query, moment.atOffset(ZoneOffset.UTC)).fetchSingle().get(0);
	}

}
