package dev.marquee.ingest.record;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventRecurrence.OccurrenceChange;
import dev.marquee.event.EventTime;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import org.jspecify.annotations.Nullable;

/**
 * When an event takes place whose record lists all its dates: the first is the event's
 * own, the others are additional starts.
 *
 * @param start null if the record has no date
 * @param end the end of the first date; null if unknown
 * @param recurrence null if there is one date
 */
record RecordOccurrences(@Nullable PartialDateTime start, @Nullable PartialDateTime end,
		@Nullable EventRecurrence recurrence) {

	/** More dates than this are dropped. */
	static final int MAX_DATES = 5_000;

	static RecordOccurrences of(List<Timing> timings) {
		List<Timing> sorted = timings.stream()
			.sorted(Comparator.comparing((Timing timing) -> timing.start().local()))
			.limit(MAX_DATES)
			.toList();
		if (sorted.isEmpty()) {
			return new RecordOccurrences(null, null, null);
		}
		Timing first = sorted.getFirst();
		List<LocalDateTime> additionalStarts = new ArrayList<>();
		List<OccurrenceChange> changes = new ArrayList<>();
		Set<LocalDateTime> seen = new HashSet<>();
		for (Timing timing : sorted.subList(1, sorted.size())) {
			LocalDateTime start = timing.start().local();
			if (start.equals(first.start().local()) || !seen.add(start)) {
				continue;
			}
			additionalStarts.add(start);
			PartialDateTime end = timing.end();
			if (end != null && end.hasTime() && !timing.lastsAsLongAs(first)) {
				changes.add(new OccurrenceChange(start, null, eventTime(end), null, null));
			}
		}
		return new RecordOccurrences(first.start(), first.end(), additionalStarts.isEmpty() ? null
				: new EventRecurrence(List.of(), additionalStarts, List.of(), changes, null));
	}

	private static EventTime eventTime(PartialDateTime time) {
		ZoneId stated = time.zone();
		ZoneId zone = (stated != null) ? stated : TimeZoneNames.UTC;
		return new EventTime(time.local().atZone(zone).toInstant(), time.local(), zone, Precision.MINUTE,
				(stated != null) ? ZoneSource.STATED : ZoneSource.ASSUMED);
	}

	/**
	 * One date.
	 */
	record Timing(PartialDateTime start, @Nullable PartialDateTime end) {

		boolean lastsAsLongAs(Timing other) {
			return this.end != null && other.end != null && Duration.between(this.start.local(), this.end.local())
				.equals(Duration.between(other.start.local(), other.end.local()));
		}

	}

}
