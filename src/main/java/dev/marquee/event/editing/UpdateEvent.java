package dev.marquee.event.editing;

import java.util.List;
import java.util.UUID;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Category;
import dev.marquee.event.Events;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT;

/**
 * Changes what is said about an event; what the input leaves out stays as it is.
 */
@Component
class UpdateEvent implements Mutation {

	private final EditedEvents events;

	private final EventInput fields;

	private final EventRights rights;

	private final Events all;

	UpdateEvent(EditedEvents events, EventInput fields, EventRights rights, Events all) {
		this.events = events;
		this.fields = fields;
		this.rights = rights;
		this.all = all;
	}

	@Override
	public String name() {
		return "updateEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			this.fields.apply(input, event);
			List<UUID> organizers = input.has("organizerIds") ? this.rights.organizers(input, viewer, event.getId())
					: List.of();
			List<Category> categories = PartsInput.categories(input);
			if (!input.isFine()) {
				return;
			}
			if (input.has("organizerIds")) {
				this.all.replaceOrganizers(event.getId(), event.original(EVENT.STARTS_AT), organizers);
			}
			if (input.has("categories")) {
				this.all.replaceCategories(event.getId(), categories);
			}
		});
	}

}
