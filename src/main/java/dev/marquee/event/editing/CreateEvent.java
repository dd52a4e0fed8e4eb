package dev.marquee.event.editing;

import java.time.Clock;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventRecurrence;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The mutation {@code createEvent}: creates an event, as a draft or published.
 */
@Component
class CreateEvent implements Mutation {

	private final DSLContext dsl;

	private final EventInput eventInput;

	private final EventPartsEditor partsEditor;

	private final Recurrences recurrences;

	private final Clock clock;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateEvent(DSLContext dsl, EventInput eventInput, EventPartsEditor partsEditor, Recurrences recurrences,
			Clock clock) {
		this.dsl = dsl;
		this.eventInput = eventInput;
		this.partsEditor = partsEditor;
		this.recurrences = recurrences;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "createEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public void prepare(Input input) {
		this.eventInput.prepare(input);
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		EventRecord event = this.dsl.newRecord(EVENT);
		event.setId(this.ids.generate());
		this.eventInput.apply(input, event, viewer);
		EventPartsEditor.Parts parts = this.partsEditor.read(input, viewer, null);
		EventRecurrence recurrence = recurrence(input, event);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		event.setPublishedAt(input.isTrue("publish") ? this.clock.instant() : null);
		event.insert();
		this.partsEditor.write(parts, event.getId(), event.getStartsAt());
		if (recurrence != null) {
			this.recurrences.replace(event.getId(), recurrence);
		}
		return MutationResult.of("event", event.getId());
	}

	/** Null, without an error, for an event that takes place once. */
	private @Nullable EventRecurrence recurrence(Input input, EventRecord event) {
		Input recurrenceInput = input.nested("recurrence");
		if (recurrenceInput == null || event.getStartsAt() == null) {
			return null;
		}
		EventRecurrence recurrence = RecurrenceInput.of(recurrenceInput, event);
		RecurrenceInput.check(recurrenceInput, event, recurrence, this.recurrences);
		return recurrence;
	}

}
