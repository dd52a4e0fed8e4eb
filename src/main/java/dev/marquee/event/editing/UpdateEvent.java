package dev.marquee.event.editing;

import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * Changes what is said about an event; what the input leaves out stays as it is.
 */
@Component
class UpdateEvent implements Mutation {

	private final RowEditor<EventRecord> editor;

	private final EventInput fields;

	private final EventPermissions permissions;

	private final Events all;

	UpdateEvent(RowEditor<EventRecord> editor, EventInput fields, EventPermissions permissions, Events all) {
		this.editor = editor;
		this.fields = fields;
		this.permissions = permissions;
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
	public MutationResult execute(Input input, Viewer viewer) {
		return this.editor.update(input, viewer, (event) -> {
			this.fields.apply(input, event);
			List<UUID> organizers = input.has("organizerIds")
					? this.permissions.resolveOrganizers(input, viewer, event.getId()) : List.of();
			List<CategoryDetails> categories = EventPartsInput.categories(input);
			if (!input.isValid()) {
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
