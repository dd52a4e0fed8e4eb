package dev.marquee.event.editing;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.marquee.access.Viewer;
import dev.marquee.event.Events;
import dev.marquee.schema.tables.records.EventRecord;
import dev.marquee.writing.ExpectedVersion;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT;

/**
 * The events that mutations change: found by the {@code id} of an input, locked, and
 * still as the client knows them.
 */
@Component
class EditedEvents {

	private final DSLContext dsl;

	private final EventRights rights;

	EditedEvents(DSLContext dsl, EventRights rights) {
		this.dsl = dsl;
		this.rights = rights;
	}

	/**
	 * Lets something happen to the event and stores what that changed in its row.
	 * @return what came of it, for a payload with an {@code event}
	 */
	Written edit(Input input, Viewer viewer, Consumer<EventRecord> change) {
		Optional<EventRecord> found = open(input, viewer);
		if (found.isEmpty()) {
			return Written.NOTHING;
		}
		EventRecord event = found.get();
		change.accept(event);
		if (input.isFine() && event.modified()) {
			event.update();
		}
		return Written.of("event", event.getId());
	}

	/**
	 * The event, which no other transaction changes until this one ends; empty with a
	 * problem when there is none that the viewer may change, or it has changed.
	 */
	Optional<EventRecord> open(Input input, Viewer viewer) {
		UUID id = input.key("id", Events.ID_PREFIX);
		if (id == null) {
			return Optional.empty();
		}
		Optional<EventRecord> event = this.dsl.selectFrom(EVENT)
			.where(EVENT.ID.eq(id))
			.forUpdate()
			.fetchOptional()
			.filter((found) -> this.rights.mayEdit(viewer, found.getId()));
		if (event.isEmpty()) {
			input.refuse("id", UserErrorCode.NOT_FOUND, "There is no event with this id that you may change.");
			return event;
		}
		return event.filter((found) -> ExpectedVersion.isMet(input, found.getEditedVersion(), found.getVersion()));
	}

}
