package dev.marquee.event.editing;

import java.util.Optional;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Events;
import dev.marquee.schema.tables.records.EventRecord;
import dev.marquee.selection.GlobalId;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

/**
 * Deletes an event with all that belongs to it. A tombstone remains.
 */
@Component
class DeleteEvent implements Mutation {

	private final EditedEvents events;

	DeleteEvent(EditedEvents events) {
		this.events = events;
	}

	@Override
	public String name() {
		return "deleteEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		Optional<EventRecord> event = this.events.open(input, viewer);
		if (event.isEmpty()) {
			return Written.NOTHING;
		}
		event.get().delete();
		return Written.of("deletedId", GlobalId.text(Events.ID_PREFIX, event.get().getId()));
	}

}
