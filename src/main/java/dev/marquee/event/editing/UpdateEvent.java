package dev.marquee.event.editing;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The mutation {@code updateEvent}: changes the fields of an event that the input
 * contains.
 */
@Component
class UpdateEvent implements Mutation {

	private final RowEditor<EventRecord> editor;

	private final EventInput eventInput;

	private final EventPartsEditor partsEditor;

	UpdateEvent(RowEditor<EventRecord> editor, EventInput eventInput, EventPartsEditor partsEditor) {
		this.editor = editor;
		this.eventInput = eventInput;
		this.partsEditor = partsEditor;
	}

	@Override
	public String name() {
		return "updateEvent";
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
		return this.editor.update(input, viewer, (event) -> {
			this.eventInput.apply(input, event, viewer);
			EventPartsEditor.Parts parts = this.partsEditor.read(input, viewer, event.getId());
			if (input.isValid()) {
				this.partsEditor.write(parts, event.getId(), event.original(EVENT.STARTS_AT));
			}
		});
	}

}
