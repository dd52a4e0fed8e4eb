package dev.marquee.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The starts of a recurring event (RFC 5545, section 3.8.5): its own start, those of its
 * rules, and additional ones, without those that are excluded. All are local times in the
 * zone of the own start; of an event that has only a day, midnight.
 *
 * @param start the first start, which takes place even if no rule has it
 * @param isDay whether the event has only a day
 */
public record RecurrenceSet(LocalDateTime start, ZoneId zone, boolean isDay, List<RepeatRule> rules,
		Set<LocalDateTime> additional, Set<LocalDateTime> excluded) {

	/** The starts that an event may have within a period. */
	public static final int MAX_STARTS = 5000;

	public static RecurrenceSet of(LocalDateTime start, ZoneId zone, boolean isDay, List<String> rules,
			Collection<LocalDateTime> additional, Collection<LocalDateTime> excluded) {
		return new RecurrenceSet(start, zone, isDay,
				rules.stream().filter((rule) -> !rule.isBlank()).map(RepeatRule::parse).toList(),
				normalize(additional, isDay), normalize(excluded, isDay));
	}

	private static Set<LocalDateTime> normalize(Collection<LocalDateTime> starts, boolean isDay) {
		Set<LocalDateTime> normalized = new HashSet<>();
		starts.forEach((start) -> normalized.add(normalize(start, isDay)));
		return normalized;
	}

	private static LocalDateTime normalize(LocalDateTime start, boolean isDay) {
		return isDay ? start.toLocalDate().atStartOfDay() : start;
	}

	/**
	 * The starts from a day to another, both inclusive, and the first one, in order. Of
	 * two local times that are the same moment, because a clock change skips one, the
	 * earlier.
	 * @throws InvalidRecurrenceException if they are too many
	 */
	public SortedSet<LocalDateTime> startsWithin(LocalDate from, LocalDate to) {
		LocalDateTime begin = from.atStartOfDay();
		LocalDateTime end = to.plusDays(1).atStartOfDay();
		SortedSet<LocalDateTime> starts = new TreeSet<>();
		starts.add(this.start);
		for (LocalDateTime other : this.additional) {
			if (!other.isBefore(begin) && other.isBefore(end)) {
				add(other, starts);
			}
		}
		for (RepeatRule rule : this.rules) {
			rule.forEach(this.start, begin, this.zone, this.isDay, (date) -> {
				if (date.isBefore(end) && !date.isBefore(begin)) {
					add(normalize(date, this.isDay), starts);
				}
				return date.isBefore(end);
			});
		}
		starts.removeAll(this.excluded);
		Set<Instant> moments = new HashSet<>();
		starts.removeIf((start) -> !moments.add(start.atZone(this.zone).toInstant()));
		return starts;
	}

	private static void add(LocalDateTime start, SortedSet<LocalDateTime> starts) {
		starts.add(start);
		if (starts.size() > MAX_STARTS) {
			throw new InvalidRecurrenceException("The event would take place more than 5,000 times within four years:"
					+ " use a longer interval, or `COUNT` or `UNTIL` in the rule.");
		}
	}

	/** The same recurrence with the excluded starts. */
	public RecurrenceSet withoutExclusions() {
		return new RecurrenceSet(this.start, this.zone, this.isDay, this.rules, this.additional, Set.of());
	}

	/** Whether the event takes place at a start by the recurrence. */
	public boolean contains(LocalDateTime start) {
		return startsWithin(start.toLocalDate(), start.toLocalDate()).contains(normalize(start, this.isDay));
	}

}
