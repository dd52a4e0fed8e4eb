package dev.marquee.event.editing;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceChangeRecord;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.recurrence.RecurrenceSet;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * The mutation {@code setRecurrence}: replaces or removes the recurrence of an event.
 */
@Component
class SetRecurrence implements Mutation {

	private static final String RECURRENCE_FIELD = "recurrence";

	private final RowEditor<EventRecord> editor;

	private final Recurrences recurrences;

	SetRecurrence(RowEditor<EventRecord> editor, Recurrences recurrences) {
		this.editor = editor;
		this.recurrences = recurrences;
	}

	@Override
	public String name() {
		return "setRecurrence";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.editor.find(input, viewer).map((event) -> set(input, event)).orElse(MutationResult.EMPTY);
	}

	private MutationResult set(Input input, EventRecord event) {
		if (!input.has(RECURRENCE_FIELD)) {
			input.rejectValue(RECURRENCE_FIELD, UserErrorCode.REQUIRED,
					"`recurrence` is required. Give null to remove the recurrence.");
			return MutationResult.EMPTY;
		}
		Input recurrenceInput = input.nested(RECURRENCE_FIELD);
		List<OccurrenceChangeRecord> changes = this.recurrences.changes(event.getId());
		if (recurrenceInput == null) {
			this.recurrences.replace(event.getId(), null);
			return result(event, changes);
		}
		EventRecurrence recurrence = RecurrenceInput.of(recurrenceInput, event);
		RecurrenceSet starts = RecurrenceInput.check(recurrenceInput, event, recurrence, this.recurrences);
		if (starts == null) {
			return MutationResult.EMPTY;
		}
		List<OccurrenceChangeRecord> kept = changes.stream()
			.filter((change) -> starts.contains(change.getOriginalStart()))
			.toList();
		this.recurrences.replace(event.getId(), recurrence, kept);
		return result(event, changes.stream().filter((change) -> !kept.contains(change)).toList());
	}

	private static MutationResult result(EventRecord event, List<OccurrenceChangeRecord> dropped) {
		return new MutationResult(Map.of("event", event.getId(), "droppedChanges",
				dropped.stream()
					.map((change) -> change.getOriginalStart().truncatedTo(ChronoUnit.MINUTES).toString())
					.toList()));
	}

}
