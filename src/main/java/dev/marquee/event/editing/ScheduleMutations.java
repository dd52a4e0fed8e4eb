package dev.marquee.event.editing;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventStatus;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.RowEditor;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that say whether and when events take place.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleMutations {

	private static final int LONGEST_REASON = 2000;

	private final RowEditor<EventRecord> editor;

	ScheduleMutations(RowEditor<EventRecord> editor) {
		this.editor = editor;
	}

	/**
	 * Gives an event another date, and keeps the one before. With the date that it had,
	 * it takes place as announced after all.
	 */
	@Bean
	Mutation rescheduleEvent() {
		return Mutation.of("rescheduleEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> reschedule(input, event)));
	}

	private static void reschedule(Input input, EventRecord event) {
		EventRecord before = event.copy();
		Events.setEnd(event, null);
		EventInput.applyTimes(input, event);
		boolean isMoved = !event.getStartsAt().equals(before.getStartsAt());
		if (isMoved) {
			keepPreviousStart(event, before);
		}
		event.setStatus((isMoved ? EventStatus.RESCHEDULED : EventStatus.SCHEDULED).name());
		event.setCancellationReason(null);
	}

	private static void keepPreviousStart(EventRecord event, EventRecord before) {
		event.setPreviousStartsAt(before.getStartsAt());
		event.setPreviousStartLocal(before.getStartLocal());
		event.setPreviousStartZone(before.getStartZone());
		event.setPreviousStartPrecision(before.getStartPrecision());
		event.setPreviousStartZoneSource(before.getStartZoneSource());
	}

	/** Says that an event takes place later, at a time that is not known yet. */
	@Bean
	Mutation postponeEvent() {
		return Mutation.of("postponeEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> postpone(input, event)));
	}

	private static void postpone(Input input, EventRecord event) {
		if (event.getStatus().equals(EventStatus.CANCELLED.name())) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE,
					"The event is cancelled. Give it a new date with `rescheduleEvent` if it takes place after all.");
		}
		event.setStatus(EventStatus.POSTPONED.name());
	}

	/** Says that an event does not take place, and why. */
	@Bean
	Mutation cancelEvent() {
		return Mutation.of("cancelEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> cancel(input, event)));
	}

	private static void cancel(Input input, EventRecord event) {
		event.setStatus(EventStatus.CANCELLED.name());
		event.setCancellationReason(input.multiline("reason", LONGEST_REASON));
	}

}
