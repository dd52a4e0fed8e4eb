package dev.marquee.event.editing;

import java.util.UUID;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * Applies {@code seriesId} and {@code superEventId} of an input to an event's row.
 */
@Component
class EventGroupsInput {

	private final DSLContext dsl;

	private final EventPermissions permissions;

	EventGroupsInput(DSLContext dsl, EventPermissions permissions) {
		this.dsl = dsl;
		this.permissions = permissions;
	}

	void apply(Input input, EventRecord event, Viewer viewer) {
		if (input.has("seriesId")) {
			UUID series = input.key("seriesId", Events.SERIES_ID_PREFIX);
			if (series != null && !series.equals(event.getSeriesId())
					&& !this.permissions.mayAddToSeries(viewer, series)) {
				input.rejectValue("seriesId", UserErrorCode.NOT_FOUND,
						"Unknown id, or you may not add events to this series.");
			}
			event.setSeriesId(series);
		}
		if (input.has("superEventId")) {
			event.setParentId(parent(input, event, viewer));
		}
	}

	private @Nullable UUID parent(Input input, EventRecord event, Viewer viewer) {
		UUID parent = input.key("superEventId", Events.ID_PREFIX);
		if (parent == null || parent.equals(event.getParentId())) {
			return parent;
		}
		if (!this.dsl.fetchExists(EVENT, EVENT.ID.eq(parent)) || !this.permissions.mayEdit(viewer, parent)) {
			input.rejectValue("superEventId", UserErrorCode.NOT_FOUND, "Unknown id, or you may not edit this event.");
		}
		else if (isPartOf(parent, event.getId())) {
			input.rejectValue("superEventId", UserErrorCode.INVALID,
					"The other event is a part of this one, or this one itself: give an event that is neither.");
		}
		return parent;
	}

	/** Whether an event is another one, or a part of it at any depth. */
	private boolean isPartOf(UUID event, UUID other) {
		Event above = EVENT.as("above");
		var ancestor = DSL.name("ancestor")
			.fields("id")
			.as(DSL.select(DSL.val(event))
				.union(DSL.select(above.PARENT_ID)
					.from(DSL.table(DSL.name("ancestor")))
					.join(above)
					.on(above.ID.eq(DSL.field(DSL.name("ancestor", "id"), UUID.class)))
					.where(above.PARENT_ID.isNotNull())));
		return this.dsl.fetchExists(this.dsl.withRecursive(ancestor)
			.selectOne()
			.from(ancestor)
			.where(DSL.field(DSL.name("ancestor", "id"), UUID.class).eq(other)));
	}

}
