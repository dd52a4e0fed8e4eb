package dev.marquee.event.editing;

import java.util.Optional;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

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
	public MutationResult execute(Input input, Viewer viewer) {
		Optional<EventRecord> event = this.events.open(input, viewer);
		if (event.isEmpty()) {
			return MutationResult.EMPTY;
		}
		event.get().delete();
		return MutationResult.of("deletedId", GlobalId.format(Events.ID_PREFIX, event.get().getId()));
	}

}
