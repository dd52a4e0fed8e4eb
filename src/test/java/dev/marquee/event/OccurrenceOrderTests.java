package dev.marquee.event;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.RandomOccurrences;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.OccurrenceRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.marquee.db.Tables.OCCURRENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The columns {@code preceded_until}, {@code preceded_day} and {@code gap_class} of
 * {@code occurrence}, compared with plain Java.
 */
@IntegrationTest
class OccurrenceOrderTests {

	private static final Instant NONE = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

	private static final int[] LONGEST_GAP_DAYS = { 1, 2, 4, 7, 14, 31, 92, 366 };

	final DSLContext sql = TestDatabase.dsl();

	final Random random = new Random(54);

	@BeforeEach
	void fill() {
		RandomListings.populate(17, 30);
		RandomOccurrences.addTo(8);
	}

	@Test
	void columnsFollowInserts() {
		List<OccurrenceRecord> all = all();
		assertThat(all).hasSizeGreaterThan(30).allSatisfy((row) -> assertFollows(row, all));
	}

	@Test
	void columnsFollowChangesOfTimeAndStatus() {
		Set<Short> classes = new HashSet<>();
		for (int i = 0; i < 40; i++) {
			change(any());
			assertColumns();
			all().forEach((row) -> classes.add(row.getGapClass()));
		}
		assertThat(classes).contains((short) 0, (short) 4, (short) 9);
	}

	@Test
	void columnsFollowDeletes() {
		for (int i = 0; i < 15; i++) {
			this.sql.deleteFrom(OCCURRENCE).where(OCCURRENCE.ID.eq(any().getId())).execute();
			assertColumns();
		}
	}

	@Test
	void columnsFollowStatementsOnManyEvents() {
		this.sql.execute("update occurrence set status = 'SCHEDULED'");
		assertColumns();
		this.sql.execute(
				"""
						update occurrence set starts_at = starts_at - interval '3 days', start_local = start_local - interval '3 days'
						where abs(hashtext(id::text)) % 3 = 0""");
		assertColumns();
		this.sql.execute("delete from occurrence where abs(hashtext(id::text)) % 3 = 1");
		assertColumns();
	}

	@Test
	void occurrencesMoveToAnotherEvent() {
		OccurrenceRecord moved = any();
		UUID other = all().stream()
			.map(OccurrenceRecord::getEventId)
			.filter((event) -> !event.equals(moved.getEventId()))
			.findFirst()
			.orElseThrow();
		this.sql.update(OCCURRENCE)
			.set(OCCURRENCE.EVENT_ID, other)
			.set(OCCURRENCE.ORIGINAL_START, LocalDateTime.of(1999, 1, 1, 0, 0))
			.where(OCCURRENCE.ID.eq(moved.getId()))
			.execute();
		assertColumns();
	}

	/** Weekly occurrences of which one is cancelled. */
	@Test
	void gapIsCountedFromTheLastAlikeOccurrence() {
		UUID event = any().getEventId();
		this.sql.deleteFrom(OCCURRENCE).where(OCCURRENCE.EVENT_ID.eq(event)).execute();
		this.sql.execute(
				"update event set start_precision = 'MINUTE', end_precision = case when ends_at is not null then 'MINUTE' end where id = {0}",
				DSL.val(event));
		for (int week = 0; week < 5; week++) {
			RandomOccurrences.add(event, 7 * week, 0, (week == 2) ? "CANCELLED" : "SCHEDULED", this.sql);
		}
		assertThat(all().stream().filter((row) -> row.getEventId().equals(event)).map(OccurrenceRecord::getGapClass))
			.containsExactly((short) 9, (short) 4, (short) 9, (short) 5, (short) 4);
	}

	private OccurrenceRecord any() {
		List<OccurrenceRecord> all = all();
		return all.get(this.random.nextInt(all.size()));
	}

	private void change(OccurrenceRecord row) {
		int hours = List.of(-400, -24, -1, 0, 0, 2, 23, 168).get(this.random.nextInt(8));
		String status = List.of("SCHEDULED", "SCHEDULED", "CANCELLED", "RESCHEDULED").get(this.random.nextInt(4));
		this.sql.execute("""
				update occurrence set starts_at = starts_at + {1}, start_local = start_local + {1}, status = {2},
					ends_at = ends_at + {1} + {3}, end_local = end_local + {1} + {3}
				where id = {0}""", DSL.val(row.getId()), hours(hours), DSL.val(status),
				hours((this.random.nextInt(3) == 0) ? this.random.nextInt(400) : 0));
	}

	private static Field<?> hours(int hours) {
		return DSL.field("{0} * interval '1 hour'", DSL.inline(hours));
	}

	private List<OccurrenceRecord> all() {
		return this.sql.selectFrom(OCCURRENCE)
			.orderBy(OCCURRENCE.EVENT_ID, OCCURRENCE.STARTS_AT, OCCURRENCE.ID)
			.fetch();
	}

	private void assertColumns() {
		List<OccurrenceRecord> all = all();
		assertThat(all).allSatisfy((row) -> assertFollows(row, all));
	}

	private static void assertFollows(OccurrenceRecord row, List<OccurrenceRecord> all) {
		List<OccurrenceRecord> earlier = all.subList(0, all.indexOf(row))
			.stream()
			.filter((other) -> other.getEventId().equals(row.getEventId()))
			.toList();
		Instant precededUntil = earlier.stream()
			.map(OccurrenceOrderTests::end)
			.max(Comparator.naturalOrder())
			.orElse(NONE);
		LocalDate precededDay = earlier.stream()
			.map(OccurrenceRecord::getEndDay)
			.max(Comparator.naturalOrder())
			.orElse(LocalDate.of(1, 1, 1));
		assertThat(row.getPrecededUntil()).isEqualTo(precededUntil);
		assertThat(row.getPrecededDay()).isEqualTo(precededDay);
		assertThat(row.getGapClass()).isEqualTo((short) gapClass(row, earlier));
	}

	private static int gapClass(OccurrenceRecord row, List<OccurrenceRecord> earlier) {
		if (earlier.stream().anyMatch((other) -> other.getStartDay().isAfter(row.getStartDay()))) {
			return 0;
		}
		List<Instant> alikeEnds = earlier.stream()
			.filter((other) -> other.getStatus().equals(row.getStatus())
					&& other.getStartWeekday().equals(row.getStartWeekday())
					&& Objects.equals(other.getStartTime(), row.getStartTime()))
			.map(OccurrenceOrderTests::end)
			.toList();
		if (alikeEnds.isEmpty()) {
			return LONGEST_GAP_DAYS.length + 1;
		}
		Duration gap = Duration.between(alikeEnds.stream().max(Comparator.naturalOrder()).orElseThrow(),
				row.getStartsAt());
		if (gap.isNegative()) {
			return 0;
		}
		int gapClass = 1;
		while (gapClass <= LONGEST_GAP_DAYS.length
				&& gap.compareTo(Duration.ofDays(LONGEST_GAP_DAYS[gapClass - 1])) > 0) {
			gapClass++;
		}
		return gapClass;
	}

	private static Instant end(OccurrenceRecord row) {
		Instant atLeast = row.getStartsAt().plus(1, ChronoUnit.MICROS);
		Instant over = row.getOverAt();
		return over.isAfter(atLeast) ? over : atLeast;
	}

}
