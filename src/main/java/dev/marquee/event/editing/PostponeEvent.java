package dev.marquee.event.editing;

import dev.marquee.event.EventStatus;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * Says that an event takes place later, nobody knows when.
 */
@Component
class PostponeEvent implements Mutation {

	private final EditedEvents events;

	PostponeEvent(EditedEvents events) {
		this.events = events;
	}

	@Override
	public String name() {
		return "postponeEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			if (event.getStatus().equals(EventStatus.CANCELLED.name())) {
				input.rejectValue("id", UserErrorCode.WRONG_STATE,
						"The event is cancelled. Give it a new date with `rescheduleEvent` if it takes place after all.");
			}
			event.setStatus(EventStatus.POSTPONED.name());
		});
	}

}
