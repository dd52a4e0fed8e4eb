package dev.marquee.event.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.organizer.Organizers;
import dev.marquee.performer.Performers;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_SERIES;
import static dev.marquee.db.Tables.ORGANIZER;

/**
 * Decides which events a viewer may edit and which organizers it may assign: all, or only
 * those of the organizer to which its credentials are bound.
 */
@Component
class EventPermissions {

	private static final String ORGANIZER_IDS_FIELD = "organizerIds";

	private static final int MAX_ORGANIZERS = 200;

	private static final int MAX_PERFORMERS = 200;

	private final DSLContext dsl;

	private final Performers performers;

	EventPermissions(DSLContext dsl, Performers performers) {
		this.dsl = dsl;
		this.performers = performers;
	}

	boolean mayEdit(Viewer viewer, UUID event) {
		return viewer.mayEditAll() || viewer.mayEditEventOf(organizersOf(event));
	}

	/** Whether the viewer may edit the series: all of its events must be its own. */
	boolean mayEditSeries(Viewer viewer, UUID series) {
		List<UUID> events = eventsOf(series);
		return viewer.mayEditAll()
				|| (!events.isEmpty() && events.stream().allMatch((event) -> mayEdit(viewer, event)));
	}

	/** Whether the viewer may add events to the series: it is empty or its own. */
	boolean mayAddToSeries(Viewer viewer, UUID series) {
		return this.dsl.fetchExists(EVENT_SERIES, EVENT_SERIES.ID.eq(series))
				&& (eventsOf(series).isEmpty() || mayEditSeries(viewer, series));
	}

	private List<UUID> eventsOf(UUID series) {
		return this.dsl.select(EVENT.ID).from(EVENT).where(EVENT.SERIES_ID.eq(series)).fetch(EVENT.ID);
	}

	/**
	 * Whether the viewer may delete the event: not if it is bound to one of several
	 * organizers.
	 */
	boolean mayDelete(Viewer viewer, UUID event) {
		return viewer.mayEditAll() || organizersOf(event).size() <= 1;
	}

	/**
	 * The organizers of an event, as in the input. A viewer that is bound to an organizer
	 * must include it, and may neither add nor remove others.
	 * @param event the key of the event; null for a new one
	 */
	List<UUID> resolveOrganizers(Input input, Viewer viewer, @Nullable UUID event) {
		UUID own = viewer.organizer();
		if (own != null && existing(List.of(own)).isEmpty()) {
			input.rejectValue(ORGANIZER_IDS_FIELD, UserErrorCode.NOT_FOUND,
					"The organizer to which your key or token is bound does not exist.");
			return List.of();
		}
		if (own != null && event == null && !input.has(ORGANIZER_IDS_FIELD)) {
			return List.of(own);
		}
		List<UUID> organizers = input.keys(ORGANIZER_IDS_FIELD, Organizers.ID_PREFIX, MAX_ORGANIZERS);
		List<UUID> permitted = (own == null) ? existing(organizers) : permitted(own, event);
		if (!permitted.containsAll(organizers)) {
			input.rejectValue(ORGANIZER_IDS_FIELD, UserErrorCode.NOT_FOUND,
					"Some of these ids are unknown or not yours to edit.");
		}
		if (own != null && !organizers.contains(own)) {
			input.rejectValue(ORGANIZER_IDS_FIELD, UserErrorCode.INVALID,
					"`organizerIds` must include the organizer to which your key or token is bound.");
		}
		if (own != null && event != null && input.isValid() && !organizers.containsAll(organizersOf(event))) {
			input.rejectValue(ORGANIZER_IDS_FIELD, UserErrorCode.FORBIDDEN,
					"`organizerIds` must include the other organizers of the event: a key or token that is bound to an"
							+ " organizer cannot remove them.");
		}
		return organizers;
	}

	/**
	 * The performers of an event, as in the input. They are shared: anyone may use them.
	 */
	List<UUID> resolvePerformers(Input input) {
		List<UUID> performerIds = input.keys("performerIds", Performers.ID_PREFIX, MAX_PERFORMERS);
		if (!this.performers.existing(performerIds).containsAll(performerIds)) {
			input.rejectValue("performerIds", UserErrorCode.NOT_FOUND, "Some of these ids are unknown.");
		}
		return performerIds;
	}

	private List<UUID> permitted(UUID own, @Nullable UUID event) {
		List<UUID> permitted = new ArrayList<>((event != null) ? organizersOf(event) : List.of());
		permitted.add(own);
		return permitted;
	}

	private List<UUID> existing(List<UUID> organizers) {
		return this.dsl.select(ORGANIZER.ID).from(ORGANIZER).where(ORGANIZER.ID.in(organizers)).fetch(ORGANIZER.ID);
	}

	private List<UUID> organizersOf(UUID event) {
		return this.dsl.select(EVENT_ORGANIZER.ORGANIZER_ID)
			.from(EVENT_ORGANIZER)
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event))
			.fetch(EVENT_ORGANIZER.ORGANIZER_ID);
	}

}
