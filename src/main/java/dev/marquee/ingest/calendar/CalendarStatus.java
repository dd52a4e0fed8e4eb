package dev.marquee.ingest.calendar;

import java.util.Optional;

import dev.marquee.event.EventStatus;
import dev.marquee.ingest.value.SchemaOrgVocabulary;

/**
 * Whether an event takes place, by {@code STATUS} and by the {@code METHOD} of the
 * calendar.
 */
final class CalendarStatus {

	private CalendarStatus() {
	}

	/** The status; empty if it is not stated or unknown. */
	static Optional<EventStatus> read(CalendarComponent component) {
		if (component.calendar().isCancellation()) {
			return Optional.of(EventStatus.CANCELLED);
		}
		return component.first("STATUS").map(ContentLine::upperCaseValue).map((status) -> switch (status) {
			case "CANCELLED", "CANCELED" -> EventStatus.CANCELLED;
			case "CONFIRMED", "TENTATIVE" -> EventStatus.SCHEDULED;
			default -> SchemaOrgVocabulary.status(status);
		});
	}

}
