package dev.marquee.event;

import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an event that a listing states.
 */
final class EventDetailsColumns {

	private EventDetailsColumns() {
	}

	static void set(EventRecord event, EventDetails details, @Nullable UUID venue) {
		event.setUrl(details.url());
		event.setName(details.name());
		event.setDescription(details.description());
		Events.setStart(event, details.start());
		Events.setEnd(event, details.end());
		if (details.previousStart() != null) {
			setPreviousStart(event, details.previousStart());
		}
		event.setStatus(details.status().name());
		event.setAttendanceMode(details.attendanceMode().name());
		event.setInterestedCount(details.interestedCount());
		event.setVenueId(venue);
		EventFactsColumns.set(event, details.facts());
	}

	private static void setPreviousStart(EventRecord event, EventTime previousStart) {
		event.setPreviousStartsAt(previousStart.instant());
		event.setPreviousStartLocal(previousStart.local());
		event.setPreviousStartZone(previousStart.zone().getId());
		event.setPreviousStartPrecision(previousStart.precision().name());
		event.setPreviousStartZoneSource(previousStart.zoneSource().name());
	}

}
