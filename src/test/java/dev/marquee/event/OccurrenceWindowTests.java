package dev.marquee.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.RecurrenceRecord;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.marquee.db.Tables.CHANGE;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_SEARCH;
import static dev.marquee.db.Tables.OCCURRENCE;
import static dev.marquee.db.Tables.RECURRENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The task that moves the occurrences on, and those that follow from rows that were
 * written by plain SQL.
 */
class OccurrenceWindowTests {

	private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");

	private final DSLContext dsl = TestDatabase.dsl();

	@BeforeEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void recurrenceOfAPlainSqlWriterIsExpanded() {
		UUID event = insert("FREQ=WEEKLY;COUNT=3");
		assertThat(starts(event)).isEmpty();
		moveOn(NOW);
		assertThat(starts(event)).containsExactly("2027-03-02T19:00", "2027-03-09T19:00", "2027-03-16T19:00");
		assertThat(recurrence(event).getText()).isEqualTo("Every Tuesday, 3 times");
		assertThat(this.dsl.fetchValue(EVENT_SEARCH.RECURS, EVENT_SEARCH.EVENT_ID.eq(event))).isTrue();
	}

	@Test
	void everyPlainSqlChangeIsFollowed() {
		UUID event = insert("FREQ=WEEKLY;COUNT=3");
		moveOn(NOW);
		this.dsl.execute("""
				insert into occurrence_change (event_id, original_start, status)
				values (?, '2027-03-09 19:00', 'CANCELLED')""", event);
		moveOn(NOW);
		assertThat(this.dsl.fetchCount(OCCURRENCE, OCCURRENCE.STATUS.eq("CANCELLED"))).isOne();
		this.dsl.execute("update occurrence_change set status = 'MOVED_ONLINE'");
		moveOn(NOW);
		assertThat(this.dsl.fetchCount(OCCURRENCE, OCCURRENCE.STATUS.eq("MOVED_ONLINE"))).isOne();
		this.dsl.execute("delete from occurrence_change");
		this.dsl.execute("update recurrence set rules = '{FREQ=WEEKLY;COUNT=2}'");
		moveOn(NOW);
		assertThat(this.dsl.fetchCount(OCCURRENCE, OCCURRENCE.STATUS.eq("SCHEDULED"))).isEqualTo(2);
		this.dsl.execute(
				"""
						update event set start_local = start_local + interval '1 hour', starts_at = starts_at + interval '1 hour'""");
		moveOn(NOW);
		assertThat(starts(event)).containsExactly("2027-03-02T20:00", "2027-03-09T20:00");
		this.dsl.execute("delete from recurrence");
		assertThat(starts(event)).isEmpty();
	}

	@Test
	void rowsMoveOnWithTheTimeWithoutALoggedChange() {
		UUID event = insert("FREQ=WEEKLY");
		moveOn(NOW);
		int changes = this.dsl.fetchCount(CHANGE);
		long version = this.dsl.fetchSingle(EVENT).getVersion();
		for (int day = 0; day < 100; day += 4) {
			Instant now = NOW.plus(Duration.ofDays(day));
			moveOn(now);
			LocalDateTime last = LocalDateTime.parse(starts(event).getLast());
			LocalDateTime end = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(2);
			assertThat(last).isBetween(end.minusDays(7), end.plusDays(32));
		}
		moveOn(Instant.parse("2029-08-01T12:00:00Z"));
		assertThat(starts(event).getFirst()).isEqualTo("2027-03-02T19:00");
		assertThat(starts(event).get(1)).isBetween("2027-07-01T19:00", "2027-08-04T19:00");
		assertThat(this.dsl.fetchCount(CHANGE)).isEqualTo(changes);
		assertThat(this.dsl.fetchSingle(EVENT).getVersion()).isEqualTo(version);
		assertThat(this.dsl.fetchSingle(EVENT_SEARCH).getOverAt()).isAfter("2031-07-20T19:00:00Z");
	}

	/** Its rows stay, and it does not block the others. */
	@Test
	void unusableRecurrenceIsLeftOut() {
		UUID unusable = insert("FREQ=SECONDLY");
		UUID garbled = insert("every Tuesday");
		UUID usable = insert("FREQ=DAILY;COUNT=2");
		moveOn(NOW);
		assertThat(starts(unusable)).isEmpty();
		assertThat(starts(garbled)).isEmpty();
		assertThat(starts(usable)).hasSize(2);
		assertThat(recurrence(unusable).getExpandedTo()).isAfter(LocalDate.of(2029, 2, 1));
	}

	@Test
	void severalInstancesShareTheWork() throws Exception {
		List<UUID> events = IntStream.range(0, 90).mapToObj((i) -> insert("FREQ=DAILY;COUNT=3")).toList();
		try (var executor = Executors.newFixedThreadPool(3)) {
			List<? extends Future<?>> instances = IntStream.range(0, 3)
				.mapToObj((i) -> executor.submit(() -> moveOn(NOW)))
				.toList();
			for (Future<?> instance : instances) {
				instance.get();
			}
		}
		moveOn(NOW);
		assertThat(events).allSatisfy((event) -> assertThat(starts(event)).hasSize(3));
	}

	private void moveOn(Instant now) {
		new OccurrenceWindow(this.dsl, Clock.fixed(now, ZoneOffset.UTC), TestDatabase.transactionTemplate(),
				Duration.ofHours(1))
			.moveOn();
	}

	private UUID insert(String rule) {
		UUID id = UUID.randomUUID();
		this.dsl.execute("""
				insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
				values (?, 'Evening class', '2027-03-02T19:00Z', '2027-03-02T19:00', 'UTC', 'MINUTE', 'STATED')""", id);
		this.dsl.execute("insert into recurrence (event_id, rules) values (?, ?)", id, new String[] { rule });
		return id;
	}

	private List<String> starts(UUID event) {
		return this.dsl.select(OCCURRENCE.START_LOCAL)
			.from(OCCURRENCE)
			.where(OCCURRENCE.EVENT_ID.eq(event))
			.orderBy(OCCURRENCE.START_LOCAL)
			.fetch(OCCURRENCE.START_LOCAL, LocalDateTime.class)
			.stream()
			.map(LocalDateTime::toString)
			.toList();
	}

	private RecurrenceRecord recurrence(UUID event) {
		return this.dsl.fetchSingle(RECURRENCE, RECURRENCE.EVENT_ID.eq(event));
	}

}
