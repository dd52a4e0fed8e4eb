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
 * The mutations that reschedule, postpone and cancel events.
 */
@Configuration(proxyBeanMethods = false)
class ScheduleMutations {

	private static final int MAX_REASON_LENGTH = 2000;

	private final RowEditor<EventRecord> editor;

	private final EventInput eventInput;

	ScheduleMutations(RowEditor<EventRecord> editor, EventInput eventInput) {
		this.editor = editor;
		this.eventInput = eventInput;
	}

	/**
	 * Gives an event a new date and keeps the previous start. If the start is unchanged,
	 * the event is scheduled as announced.
	 */
	@Bean
	Mutation rescheduleEvent() {
		return Mutation.of("rescheduleEvent", Scope.EVENTS_WRITE, this.eventInput::prepare,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> reschedule(input, event)));
	}

	private void reschedule(Input input, EventRecord event) {
		EventRecord before = event.copy();
		Events.setEnd(event, null);
		this.eventInput.applyTimes(input, event);
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

	/** Marks an event as postponed to an unknown date. */
	@Bean
	Mutation postponeEvent() {
		return Mutation.of("postponeEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> postpone(input, event)));
	}

	private static void postpone(Input input, EventRecord event) {
		if (event.getStatus().equals(EventStatus.CANCELLED.name())) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE,
					"A cancelled event cannot be postponed: give it a new date with `rescheduleEvent` if it takes place after all.");
		}
		event.setStatus(EventStatus.POSTPONED.name());
	}

	/** Marks an event as cancelled, with an optional reason. */
	@Bean
	Mutation cancelEvent() {
		return Mutation.of("cancelEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> cancel(input, event)));
	}

	private static void cancel(Input input, EventRecord event) {
		event.setStatus(EventStatus.CANCELLED.name());
		event.setCancellationReason(input.multiline("reason", MAX_REASON_LENGTH));
	}

}
