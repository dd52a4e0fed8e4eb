package dev.marquee.event.editing;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * Gives an event another date, and keeps the one before. With the date that it had, it
 * takes place as announced after all.
 */
@Component
class RescheduleEvent implements Mutation {

	private final EditedEvents events;

	RescheduleEvent(EditedEvents events) {
		this.events = events;
	}

	@Override
	public String name() {
		return "rescheduleEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			EventRecord before = event.copy();
			Events.setEnd(event, null);
			EventInput.applyTimes(input, event);
			boolean isMoved = !event.getStartsAt().equals(before.getStartsAt());
			if (isMoved) {
				setPreviousStart(event, before);
			}
			event.setStatus((isMoved ? EventStatus.RESCHEDULED : EventStatus.SCHEDULED).name());
			event.setCancellationReason(null);
		});
	}

	private static void setPreviousStart(EventRecord event, EventRecord before) {
		event.setPreviousStartsAt(before.getStartsAt());
		event.setPreviousStartLocal(before.getStartLocal());
		event.setPreviousStartZone(before.getStartZone());
		event.setPreviousStartPrecision(before.getStartPrecision());
		event.setPreviousStartZoneSource(before.getStartZoneSource());
	}

}
