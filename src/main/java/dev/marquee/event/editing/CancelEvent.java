package dev.marquee.event.editing;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.EventStatus;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

/**
 * Says that an event does not take place, and why.
 */
@Component
class CancelEvent implements Mutation {

	private static final int LONGEST_REASON = 2000;

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
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			event.setStatus(EventStatus.CANCELLED.name());
			event.setCancellationReason(input.block("reason", LONGEST_REASON));
		});
	}

}
