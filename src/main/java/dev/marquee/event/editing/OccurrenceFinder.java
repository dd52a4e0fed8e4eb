package dev.marquee.event.editing;

import java.util.Optional;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.RowEditor;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.OCCURRENCE;

/**
 * Finds the occurrence of the input's {@code id} and locks its event.
 */
@Component
class OccurrenceFinder {

	private static final String ID_PREFIX = "occ";

	private final DSLContext dsl;

	private final RowEditor<EventRecord> editor;

	OccurrenceFinder(DSLContext dsl, RowEditor<EventRecord> editor) {
		this.dsl = dsl;
		this.editor = editor;
	}

	/**
	 * The occurrence. Empty, with an error in the input, if the id is unknown, the viewer
	 * may not edit the event, the event has been edited since the expected version, or it
	 * takes place once.
	 */
	Optional<EditedOccurrence> find(Input input, Viewer viewer) {
		UUID id = input.key("id", ID_PREFIX);
		if (id == null) {
			return Optional.empty();
		}
		// The only occurrence of an event that takes place once has the id of the event,
		// and no row.
		OccurrenceRecord occurrence = occurrence(id).orElse(null);
		return this.editor.find(input, viewer, (occurrence != null) ? occurrence.getEventId() : id)
			.flatMap((event) -> originalStart(input, id, event));
	}

	/**
	 * The venue of the occurrence's event; null if the event has no venue or the input's
	 * {@code id} is unknown.
	 */
	@Nullable UUID venue(Input input) {
		UUID id = input.key("id", ID_PREFIX);
		return (id == null) ? null
				: this.dsl.select(EVENT.VENUE_ID)
					.from(OCCURRENCE)
					.join(EVENT)
					.on(EVENT.ID.eq(OCCURRENCE.EVENT_ID))
					.where(OCCURRENCE.ID.eq(id))
					.fetchOne(EVENT.VENUE_ID);
	}

	private Optional<EditedOccurrence> originalStart(Input input, UUID id, EventRecord event) {
		Optional<OccurrenceRecord> occurrence = occurrence(id);
		if (occurrence.isEmpty()) {
			input.rejectValue("id", UserErrorCode.WRONG_STATE, "The event takes place once: use the mutation for the"
					+ " whole event instead, such as `cancelEvent` or `rescheduleEvent`.");
		}
		return occurrence.map((row) -> new EditedOccurrence(id, event, row.getOriginalStart()));
	}

	private Optional<OccurrenceRecord> occurrence(UUID id) {
		return this.dsl.selectFrom(OCCURRENCE).where(OCCURRENCE.ID.eq(id)).fetchOptional();
	}

}
