package dev.marquee.event.editing;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.ExpectedVersion;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The events that mutations change: found by the {@code id} of an input, locked, and
 * still as the client knows them.
 */
@Component
class EditedEvents {

	private final DSLContext dsl;

	private final EventPermissions permissions;

	EditedEvents(DSLContext dsl, EventPermissions permissions) {
		this.dsl = dsl;
		this.permissions = permissions;
	}

	/**
	 * Lets something happen to the event and stores what that changed in its row.
	 * @return what came of it, for a payload with an {@code event}
	 */
	MutationResult edit(Input input, Viewer viewer, Consumer<EventRecord> change) {
		Optional<EventRecord> found = open(input, viewer);
		if (found.isEmpty()) {
			return MutationResult.EMPTY;
		}
		EventRecord event = found.get();
		change.accept(event);
		if (input.isValid() && event.modified()) {
			event.update();
		}
		return MutationResult.of("event", event.getId());
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
			.filter((found) -> this.permissions.mayEdit(viewer, found.getId()));
		if (event.isEmpty()) {
			input.rejectValue("id", UserErrorCode.NOT_FOUND, "There is no event with this id that you may change.");
			return event;
		}
		return event.filter((found) -> ExpectedVersion.check(input, found.getEditedVersion(), found.getVersion()));
	}

}
