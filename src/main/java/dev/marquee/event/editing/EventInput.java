package dev.marquee.event.editing;

import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventTime;
import dev.marquee.event.Events;
import dev.marquee.event.VisibleEvents;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import dev.marquee.venue.Venues;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.VENUE;

/**
 * Applies the inputs of {@code createEvent} and {@code updateEvent} to an event's row.
 * Fields that the input omits keep their values.
 */
@Component
class EventInput {

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_DESCRIPTION_LENGTH = 200_000;

	private final DSLContext dsl;

	private final Events events;

	private final VisibleEvents visibleEvents;

	private final EventZones zones;

	private final EventGroupsInput groups;

	EventInput(DSLContext dsl, Events events, VisibleEvents visibleEvents, EventZones zones, EventGroupsInput groups) {
		this.dsl = dsl;
		this.events = events;
		this.visibleEvents = visibleEvents;
		this.zones = zones;
		this.groups = groups;
	}

	/** Loads what the zones of times without a zone need. */
	void prepare(Input input) {
		this.zones.prepare(input, () -> input.has("venueId") ? input.key("venueId", Venues.ID_PREFIX)
				: storedVenue(input.key("id", Events.ID_PREFIX)));
	}

	private @Nullable UUID storedVenue(@Nullable UUID event) {
		return (event != null)
				? this.dsl.select(EVENT.VENUE_ID).from(EVENT).where(EVENT.ID.eq(event)).fetchOne(EVENT.VENUE_ID) : null;
	}

	void apply(Input input, EventRecord event, Viewer viewer) {
		this.groups.apply(input, event, viewer);
		if (input.has("name")) {
			event.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
		if (input.has("description")) {
			event.setDescription(input.multiline("description", MAX_DESCRIPTION_LENGTH));
		}
		if (input.has("url")) {
			event.setUrl(url(input, event, viewer));
		}
		if (input.has("attendanceMode")) {
			event.setAttendanceMode(input.enumValue("attendanceMode", AttendanceMode.UNKNOWN).name());
		}
		if (input.has("venueId")) {
			event.setVenueId(venue(input));
		}
		applyTimes(input, event);
		EventFactsInput.apply(input, event);
	}

	/** Applies {@code start} and {@code end}, if the input contains them. */
	void applyTimes(Input input, EventRecord event) {
		if (input.has("start")) {
			applyStart(input, event);
		}
		if (input.has("end")) {
			Events.setEnd(event, EventTimeInput.end(input, (local) -> this.zones.ofEnd(event, local)));
		}
		boolean changesTimes = input.has("start") || input.has("end");
		if (changesTimes && event.getEndsAt() != null && event.getStartsAt() != null
				&& event.getEndsAt().isBefore(event.getStartsAt())) {
			input.rejectValue(input.has("end") ? "end" : "start", UserErrorCode.END_BEFORE_START,
					"`end` must not be before `start`.");
		}
	}

	private void applyStart(Input input, EventRecord event) {
		if (!input.checkPresent("start")) {
			return;
		}
		EventTime start = EventTimeInput.start(input, (local) -> this.zones.ofStart(event, local));
		if (start != null) {
			Events.setStart(event, start);
		}
	}

	/**
	 * A new URL must not be that of an event that the viewer sees. Others are drafts,
	 * which an error must not reveal.
	 */
	private @Nullable String url(Input input, EventRecord event, Viewer viewer) {
		String url = input.url("url");
		if (url == null || url.equals(event.getUrl())) {
			return url;
		}
		this.events.lockUrl(url);
		if (this.visibleEvents.isUrlTaken(url, event.getId(), viewer.accessContext())) {
			input.rejectValue("url", UserErrorCode.TAKEN,
					"Another event already has this `url`, in this or another spelling.");
		}
		return url;
	}

	private @Nullable UUID venue(Input input) {
		UUID venue = input.key("venueId", Venues.ID_PREFIX);
		if (venue != null && !this.dsl.fetchExists(VENUE, VENUE.ID.eq(venue))) {
			input.rejectValue("venueId", UserErrorCode.NOT_FOUND, "Unknown id.");
		}
		return venue;
	}

}
