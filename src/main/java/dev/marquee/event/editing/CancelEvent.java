package dev.marquee.event.editing;

import dev.marquee.event.EventStatus;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * Says that an event does not take place, and why.
 */
@Component
class CancelEvent implements Mutation {

	private static final int MAX_REASON_LENGTH = 2000;

	private final EditedEvents events;

	CancelEvent(EditedEvents events) {
		this.events = events;
	}

	@Override
	public String name() {
		return "cancelEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			event.setStatus(EventStatus.CANCELLED.name());
			event.setCancellationReason(input.multiline("reason", MAX_REASON_LENGTH));
		});
	}

}
