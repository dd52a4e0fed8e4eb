package dev.marquee.ingest.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.marquee.ingest.value.PartialDateTime;
import dev.marquee.ingest.value.TimeZoneNames;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RecurrenceSet;

/**
 * The starts of a recurring event that {@code EXRULE} or a {@code RECURRENCE-ID} with
 * {@code RANGE=THISANDFUTURE} means. They are listed, since a stored recurrence has
 * neither.
 */
record FollowingOccurrences(PartialDateTime start, List<String> rules, List<LocalDateTime> additionalStarts) {

	/** The years that are listed: the most in which there are not too many. */
	private static final List<Integer> YEARS = List.of(30, 10, 3);

	/** The starts from a time on; empty if the rules have too many. */
	SortedSet<LocalDateTime> from(LocalDateTime first) {
		ZoneId zone = (this.start.zone() != null) ? this.start.zone() : TimeZoneNames.UTC;
		LocalDate day = first.toLocalDate();
		for (int years : YEARS) {
			try {
				return RecurrenceSet
					.of(this.start.local(), zone, !this.start.hasTime(), this.rules, this.additionalStarts, List.of())
					.startsWithin(day, day.plusYears(years))
					.tailSet(first);
			}
			catch (InvalidRecurrenceException ex) {
				// A shorter time may have few enough.
			}
		}
		return new TreeSet<>();
	}

}
