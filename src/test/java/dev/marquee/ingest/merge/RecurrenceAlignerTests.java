package dev.marquee.ingest.merge;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.ingest.value.PartialDateTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecurrenceAlignerTests {

	@Test
	void floatingTimesKeepTheirLocalTimes() {
		EventRecurrence aligned = align("2026-06-02T19:00", null, "2026-06-02T19:00", "Europe/Berlin",
				recurrence("UTC", ZoneSource.ASSUMED));
		assertThat(aligned.excludedStarts()).containsExactly(LocalDateTime.parse("2026-12-01T19:00"));
		assertThat(aligned.changes()).singleElement().satisfies((change) -> {
			assertThat(change.start().local()).isEqualTo(LocalDateTime.parse("2026-12-09T20:00"));
			assertThat(change.start().instant()).isEqualTo(Instant.parse("2026-12-09T19:00:00Z"));
			assertThat(change.start().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
			assertThat(change.start().zoneSource()).isEqualTo(ZoneSource.VENUE);
		});
	}

	@Test
	void utcTimesAreInstants() {
		EventRecurrence aligned = align("2026-06-02T19:00", "UTC", "2026-06-02T21:00", "Europe/Berlin",
				recurrence("UTC", ZoneSource.STATED));
		assertThat(aligned.excludedStarts()).containsExactly(LocalDateTime.parse("2026-12-01T20:00"));
		assertThat(aligned.changes()).singleElement().satisfies((change) -> {
			assertThat(change.originalStart()).isEqualTo(LocalDateTime.parse("2026-12-08T20:00"));
			assertThat(change.start().local()).isEqualTo(LocalDateTime.parse("2026-12-09T21:00"));
			assertThat(change.start().instant()).isEqualTo(Instant.parse("2026-12-09T20:00:00Z"));
		});
	}

	@Test
	void offsetOfTheVenueChangesWithDaylightSavingTime() {
		assertThat(align("2026-06-02T19:00", "+02:00", "2026-06-02T19:00", "Europe/Berlin",
				recurrence("+02:00", ZoneSource.STATED))
			.excludedStarts()).containsExactly(LocalDateTime.parse("2026-12-01T19:00"));
	}

	@Test
	void weekdaysMoveWithTheDayOfTheStart() {
		assertThat(align("2026-06-02T23:30", "UTC", "2026-06-03T08:30", "Asia/Tokyo",
				new EventRecurrence(List.of("FREQ=WEEKLY;BYDAY=TU,SU;COUNT=5"), List.of(), List.of(), List.of(), null))
			.rules()).containsExactly("FREQ=WEEKLY;BYDAY=WE,MO;COUNT=5");
	}

	@Test
	void daysStayDays() {
		ZoneId utc = ZoneId.of("UTC");
		EventTime day = new EventTime(Instant.parse("2026-12-10T00:00:00Z"), LocalDateTime.parse("2026-12-09T00:00"),
				utc, Precision.DAY, ZoneSource.ASSUMED);
		EventRecurrence recurrence = new EventRecurrence(List.of("FREQ=WEEKLY"), List.of(), List.of(),
				List.of(new OccurrenceChange(LocalDateTime.parse("2026-12-08T00:00"), null, day, null, null)), null);
		LocalDateTime start = LocalDateTime.parse("2026-06-02T00:00");
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		EventRecurrence aligned = new RecurrenceAligner(new PartialDateTime(start.toLocalDate(), null, null),
				new EventTime(start.atZone(berlin).toInstant(), start, berlin, Precision.DAY, ZoneSource.VENUE))
			.align(recurrence);
		assertThat(aligned.changes()).singleElement()
			.satisfies((change) -> assertThat(change.end().instant()).isEqualTo(Instant.parse("2026-12-09T23:00:00Z")));
	}

	private static EventRecurrence recurrence(String zone, ZoneSource source) {
		ZoneId id = ZoneId.of(zone);
		LocalDateTime moved = LocalDateTime.parse("2026-12-09T20:00");
		return new EventRecurrence(List.of("FREQ=WEEKLY;BYDAY=TU"), List.of(),
				List.of(LocalDateTime.parse("2026-12-01T19:00")),
				List.of(new OccurrenceChange(LocalDateTime.parse("2026-12-08T19:00"),
						new EventTime(moved.atZone(id).toInstant(), moved, id, Precision.MINUTE, source), null, null,
						null)),
				null);
	}

	private static EventRecurrence align(String stated, String statedZone, String resolved, String zone,
			EventRecurrence recurrence) {
		LocalDateTime from = LocalDateTime.parse(stated);
		LocalDateTime to = LocalDateTime.parse(resolved);
		ZoneId id = ZoneId.of(zone);
		return new RecurrenceAligner(
				new PartialDateTime(from.toLocalDate(), from.toLocalTime(),
						(statedZone != null) ? ZoneId.of(statedZone) : null),
				new EventTime(to.atZone(id).toInstant(), to, id, Precision.MINUTE, ZoneSource.VENUE))
			.align(recurrence);
	}

}
