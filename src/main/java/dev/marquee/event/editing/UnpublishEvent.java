package dev.marquee.event.editing;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

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
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> event.setPublishedAt(null));
	}

}
