package dev.marquee.event.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.access.Viewer;
import dev.marquee.organizer.Organizers;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.ORGANIZER;

/**
 * Whose events a viewer may change: everybody's, or only those of one organizer.
 */
@Component
class EventRights {

	private static final String FIELD = "organizerIds";

	private static final int MOST = 200;

	private final DSLContext dsl;

	EventRights(DSLContext dsl) {
		this.dsl = dsl;
	}

	boolean mayEdit(Viewer viewer, UUID event) {
		return viewer.mayEditAll() || viewer.mayEditEventOf(organizersOf(event));
	}

	/**
	 * Who is to hold an event, as an input says. Whoever writes for one organizer always
	 * leaves that one among them, and brings in no other.
	 * @param event null for a new one
	 */
	List<UUID> organizers(Input input, Viewer viewer, @Nullable UUID event) {
		UUID own = viewer.organizer();
		if (own != null && known(List.of(own)).isEmpty()) {
			input.refuse(FIELD, UserErrorCode.NOT_FOUND, "There is no organizer for which you write.");
			return List.of();
		}
		if (own != null && event == null && !input.has(FIELD)) {
			return List.of(own);
		}
		List<UUID> organizers = input.keys(FIELD, Organizers.ID_PREFIX, MOST);
		List<UUID> known = (own == null) ? known(organizers) : allowed(own, event);
		if (!known.containsAll(organizers)) {
			input.refuse(FIELD, UserErrorCode.NOT_FOUND,
					"Not each of these ids leads to an organizer for which you may write.");
		}
		if (own != null && !organizers.contains(own)) {
			input.refuse(FIELD, UserErrorCode.INVALID, "The organizer for which you write must be among these.");
		}
		return organizers;
	}

	private List<UUID> allowed(UUID own, @Nullable UUID event) {
		List<UUID> allowed = new ArrayList<>((event != null) ? organizersOf(event) : List.of());
		allowed.add(own);
		return allowed;
	}

	private List<UUID> known(List<UUID> organizers) {
		return this.dsl.select(ORGANIZER.ID).from(ORGANIZER).where(ORGANIZER.ID.in(organizers)).fetch(ORGANIZER.ID);
	}

	private List<UUID> organizersOf(UUID event) {
		return this.dsl.select(EVENT_ORGANIZER.ORGANIZER_ID)
			.from(EVENT_ORGANIZER)
			.where(EVENT_ORGANIZER.EVENT_ID.eq(event))
			.fetch(EVENT_ORGANIZER.ORGANIZER_ID);
	}

}
