package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.db.tables.records.RecurrenceRecord;
import dev.marquee.event.EventCopy;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.EventTime.Precision;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.recurrence.InvalidRecurrenceException;
import dev.marquee.recurrence.RecurrenceSet;
import dev.marquee.recurrence.RepeatRule;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * The mutation {@code splitRecurrence}: ends a recurring event before an occurrence and
 * goes on from there with a new event.
 */
@Component
class SplitRecurrence implements Mutation {

	private final OccurrenceFinder finder;

	private final Recurrences recurrences;

	private final EventCopy eventCopy;

	SplitRecurrence(OccurrenceFinder finder, Recurrences recurrences, EventCopy eventCopy) {
		this.finder = finder;
		this.recurrences = recurrences;
		this.eventCopy = eventCopy;
	}

	@Override
	public String name() {
		return "splitRecurrence";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.finder.find(input, viewer)
			.map((occurrence) -> split(input, occurrence))
			.orElse(MutationResult.EMPTY);
	}

	private MutationResult split(Input input, EditedOccurrence occurrence) {
		EventRecord event = occurrence.event();
		LocalDateTime from = occurrence.originalStart();
		RecurrenceRecord recurrence = this.recurrences.find(event.getId()).orElseThrow();
		if (!from.isAfter(event.getStartLocal())) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE, "This is the first occurrence: edit the event itself.");
			return MutationResult.EMPTY;
		}
		if (recurrence.getRules().length > 1) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE,
					"An event with several rules cannot be split: use `setRecurrence`, and create another event.");
			return MutationResult.EMPTY;
		}
		try {
			return split(event, recurrence, from);
		}
		catch (InvalidRecurrenceException ex) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE, ex.getMessage());
			return MutationResult.EMPTY;
		}
	}

	private MutationResult split(EventRecord event, RecurrenceRecord recurrence, LocalDateTime from) {
		List<String> before = new ArrayList<>();
		List<String> after = new ArrayList<>();
		for (String text : recurrence.getRules()) {
			RepeatRule rule = RepeatRule.parse(text);
			if (!dates(event, text).contains(from)) {
				throw new InvalidRecurrenceException(
						"The occurrence is not one of the rule's dates: split the event at one of these.");
			}
			before.add(rule.endingBefore(from,
					isDay(event) ? null : from.atZone(ZoneId.of(event.getStartZone())).toInstant()));
			after.add(rule.continuing(rule.isCounted() ? rule.countBefore(event.getStartLocal(), from) : 0));
		}
		List<OccurrenceChangeRecord> changes = this.recurrences.changes(event.getId());
		this.eventCopy.ensureSeries(event);
		EventRecord following = this.eventCopy.startingAt(event, from);
		List<OccurrenceChangeRecord> moved = changes.stream()
			.filter((change) -> !change.getOriginalStart().isBefore(from))
			.map((change) -> changeOf(following, change))
			.toList();
		this.recurrences.replace(event.getId(), part(recurrence, before, (start) -> start.isBefore(from)),
				changes.stream().filter((change) -> change.getOriginalStart().isBefore(from)).toList());
		this.recurrences.replace(following.getId(), part(recurrence, after, (start) -> !start.isBefore(from)), moved);
		return new MutationResult(Map.of("event", event.getId(), "followingEvent", following.getId()));
	}

	private static boolean isDay(EventRecord event) {
		return event.getStartPrecision().equals(Precision.DAY.name());
	}

	private static RecurrenceSet dates(EventRecord event, String rule) {
		return RecurrenceSet.of(event.getStartLocal(), ZoneId.of(event.getStartZone()), isDay(event), List.of(rule),
				List.of(), List.of());
	}

	private static OccurrenceChangeRecord changeOf(EventRecord event, OccurrenceChangeRecord change) {
		OccurrenceChangeRecord row = new OccurrenceChangeRecord();
		row.from(change);
		row.setEventId(event.getId());
		return row;
	}

	private static EventRecurrence part(RecurrenceRecord recurrence, List<String> rules,
			Predicate<LocalDateTime> contains) {
		return new EventRecurrence(rules, Arrays.stream(recurrence.getAdditionalStarts()).filter(contains).toList(),
				Arrays.stream(recurrence.getExcludedStarts()).filter(contains).toList(), List.of(), null);
	}

}
