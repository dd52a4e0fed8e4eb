package dev.marquee.event.editing;

import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.Events;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;

/**
 * The mutation {@code updateEvent}: changes the fields of an event that the input
 * contains.
 */
@Component
class UpdateEvent implements Mutation {

	private final RowEditor<EventRecord> editor;

	private final EventInput eventInput;

	private final EventPermissions permissions;

	private final Events events;

	UpdateEvent(RowEditor<EventRecord> editor, EventInput eventInput, EventPermissions permissions, Events events) {
		this.editor = editor;
		this.eventInput = eventInput;
		this.permissions = permissions;
		this.events = events;
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
	public void prepare(Input input) {
		this.eventInput.prepare(input);
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.editor.update(input, viewer, (event) -> {
			this.eventInput.apply(input, event, viewer);
			List<UUID> organizers = input.has("organizerIds")
					? this.permissions.resolveOrganizers(input, viewer, event.getId()) : List.of();
			List<CategoryDetails> categories = EventPartsInput.categories(input);
			List<UUID> performers = this.permissions.resolvePerformers(input);
			List<IdentifierDetails> identifiers = EventFactsInput.identifiers(input);
			if (!input.isValid()) {
				return;
			}
			if (input.has("organizerIds")) {
				this.events.replaceOrganizers(event.getId(), event.original(EVENT.STARTS_AT), organizers);
			}
			if (input.has("categories")) {
				this.events.replaceCategories(event.getId(), categories);
			}
			if (input.has("performerIds")) {
				this.events.replacePerformers(event.getId(), event.original(EVENT.STARTS_AT), performers);
			}
			if (input.has("identifiers")) {
				this.events.replaceIdentifiers(event.getId(), identifiers);
			}
		});
	}

}
