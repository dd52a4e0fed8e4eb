package dev.marquee.event.editing;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

/**
 * Makes an event a draft again, which only those who may edit it see.
 */
@Component
class UnpublishEvent implements Mutation {

	private final EditedEvents events;

	UnpublishEvent(EditedEvents events) {
		this.events = events;
	}

	@Override
	public String name() {
		return "unpublishEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> event.setPublishedAt(null));
	}

}
