package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.Events;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RecurrenceSet;
import dev.marquee.recurrence.RepeatRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input {@code RecurrenceInput}.
 */
final class RecurrenceInput {

	private static final int MAX_RULES = 10;

	private RecurrenceInput() {
	}

	/** The recurrence for an event, without changes of single occurrences. */
	static EventRecurrence of(Input input, EventRecord event) {
		boolean isDay = event.getStartPrecision().equals(Precision.DAY.name());
		List<String> rules = input.strings("rules", MAX_RULES).stream().map((rule) -> rule(rule, input)).toList();
		List<LocalDateTime> additional = starts(input, "additionalStarts", isDay);
		List<LocalDateTime> excluded = starts(input, "excludedStarts", isDay);
		if (rules.isEmpty() && additional.isEmpty() && input.isValid()) {
			input.reject(UserErrorCode.REQUIRED,
					"Give `rules` or `additionalStarts`. To remove the recurrence, give null instead of the object.");
		}
		return new EventRecurrence(rules, additional, excluded, List.of(), null);
	}

	private static String rule(String rule, Input input) {
		try {
			RepeatRule.parseStrictly(rule);
		}
		catch (InvalidRecurrenceException ex) {
			input.rejectValue("rules", UserErrorCode.INVALID, ex.getMessage());
		}
		return rule.strip().toUpperCase(Locale.ROOT);
	}

	private static List<LocalDateTime> starts(Input input, String field, boolean isDay) {
		return input.values(field, RecurrenceSet.MAX_STARTS, LocalDateTime.class)
			.stream()
			.map((start) -> isDay ? start.toLocalDate().atStartOfDay() : start)
			.toList();
	}

	/**
	 * The starts of an event by a recurrence; null, with an error in the input, if it
	 * cannot be stored.
	 */
	static @Nullable RecurrenceSet check(Input input, EventRecord event, EventRecurrence recurrence,
			Recurrences recurrences) {
		if (!input.isValid()) {
			return null;
		}
		try {
			RecurrenceSet starts = recurrences.check(Events.start(event), recurrence);
			checkExcluded(input, starts);
			return input.isValid() ? starts : null;
		}
		catch (InvalidRecurrenceException ex) {
			input.rejectValue("rules", UserErrorCode.INVALID, ex.getMessage());
			return null;
		}
	}

	/** Rejects an excluded start that is none. */
	private static void checkExcluded(Input input, RecurrenceSet recurrence) {
		RecurrenceSet complete = recurrence.withoutExclusions();
		recurrence.excluded()
			.stream()
			.filter((start) -> !complete.contains(start))
			.min(Comparator.naturalOrder())
			.ifPresent((start) -> input.rejectValue("excludedStarts", UserErrorCode.INVALID, "The event does not take"
					+ " place at " + start + " by its rules: remove it, or give the local time of the start."));
	}

}
