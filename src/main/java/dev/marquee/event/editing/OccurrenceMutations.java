package dev.marquee.event.editing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that reschedule, cancel, restore and describe single occurrences of
 * recurring events.
 */
@Configuration(proxyBeanMethods = false)
class OccurrenceMutations {

	private static final int MAX_REASON_LENGTH = 2000;

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_DESCRIPTION_LENGTH = 200_000;

	private final OccurrenceFinder finder;

	private final Recurrences recurrences;

	private final EventZones zones;

	OccurrenceMutations(OccurrenceFinder finder, Recurrences recurrences, EventZones zones) {
		this.finder = finder;
		this.recurrences = recurrences;
		this.zones = zones;
	}

	@Bean
	Mutation rescheduleOccurrence() {
		return Mutation.of("rescheduleOccurrence", Scope.EVENTS_WRITE,
				(input) -> this.zones.prepare(input, () -> this.finder.venue(input)), execution(this::reschedule));
	}

	private void reschedule(Input input, EventRecord event, OccurrenceChangeRecord change) {
		if (event.getStatus().equals(EventStatus.CANCELLED.name())) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE,
					"The whole event is cancelled: give it a date with `rescheduleEvent` if it takes place after all.");
		}
		EventTime start = EventTimeInput.start(input, (local) -> this.zones.ofEnd(event, local));
		EventTime end = EventTimeInput.end(input, (local) -> this.zones.ofEnd(event, local));
		if (start != null && end != null && end.instant().isBefore(start.instant())) {
			input.rejectValue("end", UserErrorCode.END_BEFORE_START, "`end` must not be before `start`.");
		}
		boolean isAsPlanned = start != null && start.local().equals(change.getOriginalStart())
				&& start.zone().getId().equals(event.getStartZone())
				&& start.precision().name().equals(event.getStartPrecision());
		Recurrences.setTimes(change, isAsPlanned ? null : start, end);
		change.setStatus(null);
		change.setCancellationReason(null);
	}

	@Bean
	Mutation cancelOccurrence() {
		return mutation("cancelOccurrence", (input, event, change) -> {
			change.setStatus(EventStatus.CANCELLED.name());
			change.setCancellationReason(input.multiline("reason", MAX_REASON_LENGTH));
		});
	}

	@Bean
	Mutation restoreOccurrence() {
		return mutation("restoreOccurrence", (input, event, change) -> {
			Recurrences.setTimes(change, null, null);
			change.setStatus(null);
			change.setCancellationReason(null);
		});
	}

	/** Gives an occurrence texts of its own; those of the event are not stored again. */
	@Bean
	Mutation updateOccurrence() {
		return mutation("updateOccurrence", (input, event, change) -> {
			if (input.has("name")) {
				String name = input.singleLine("name", MAX_NAME_LENGTH);
				change.setName(event.getName().equals(name) ? null : name);
			}
			if (input.has("description")) {
				String description = input.multiline("description", MAX_DESCRIPTION_LENGTH);
				change.setDescription(Objects.equals(event.getDescription(), description) ? null : description);
			}
		});
	}

	private Mutation mutation(String name, OccurrenceEdit edit) {
		return Mutation.of(name, Scope.EVENTS_WRITE, execution(edit));
	}

	private BiFunction<Input, Viewer, MutationResult> execution(OccurrenceEdit edit) {
		return (input, viewer) -> this.finder.find(input, viewer)
			.map((occurrence) -> execute(input, occurrence, edit))
			.orElse(MutationResult.EMPTY);
	}

	private MutationResult execute(Input input, EditedOccurrence occurrence, OccurrenceEdit edit) {
		UUID event = occurrence.event().getId();
		List<OccurrenceChangeRecord> changes = new ArrayList<>(this.recurrences.changes(event));
		OccurrenceChangeRecord change = changes.stream()
			.filter((stored) -> stored.getOriginalStart().equals(occurrence.originalStart()))
			.findFirst()
			.orElseGet(OccurrenceChangeRecord::new);
		changes.remove(change);
		change.setEventId(event);
		change.setOriginalStart(occurrence.originalStart());
		edit.apply(input, occurrence.event(), change);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		boolean isChanged = Stream
			.of(change.getStartsAt(), change.getEndsAt(), change.getStatus(), change.getName(), change.getDescription())
			.anyMatch(Objects::nonNull);
		if (isChanged) {
			changes.add(change);
		}
		changes.sort(Comparator.comparing(OccurrenceChangeRecord::getOriginalStart));
		this.recurrences.replaceChanges(event, changes);
		this.recurrences.expandIfStale(event);
		return new MutationResult(Map.of("event", event, "occurrence", occurrence.id()));
	}

	/** Edits how an occurrence differs from the recurrence. */
	private interface OccurrenceEdit {

		void apply(Input input, EventRecord event, OccurrenceChangeRecord change);

	}

}
