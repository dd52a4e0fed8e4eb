package dev.marquee.event.editing;

import java.time.Clock;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that publish, unpublish and delete events.
 */
@Configuration(proxyBeanMethods = false)
class LifecycleMutations {

	private final RowEditor<EventRecord> editor;

	private final EventPermissions permissions;

	private final Clock clock;

	LifecycleMutations(RowEditor<EventRecord> editor, EventPermissions permissions, Clock clock) {
		this.editor = editor;
		this.permissions = permissions;
		this.clock = clock;
	}

	@Bean
	Mutation publishEvent() {
		return Mutation.of("publishEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, this::publish));
	}

	private void publish(EventRecord event) {
		if (event.getPublishedAt() == null) {
			event.setPublishedAt(this.clock.instant());
		}
	}

	/** Makes an event a draft again, visible only to viewers who may edit it. */
	@Bean
	Mutation unpublishEvent() {
		return Mutation.of("unpublishEvent", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (event) -> event.setPublishedAt(null)));
	}

	/** Deletes an event and its parts. A tombstone remains. */
	@Bean
	Mutation deleteEvent() {
		return Mutation.of("deleteEvent", Scope.EVENTS_WRITE, this::delete);
	}

	private boolean mayDelete(Input input, Viewer viewer, EventRecord event) {
		boolean mayDelete = this.permissions.mayDelete(viewer, event.getId());
		if (!mayDelete) {
			input.rejectValue("id", UserErrorCode.FORBIDDEN,
					"The event has other organizers, so a key or token that is bound to one organizer cannot delete it:"
							+ " use a key without an organizer.");
		}
		return mayDelete;
	}

	private MutationResult delete(Input input, Viewer viewer) {
		return this.editor.find(input, viewer).filter((event) -> mayDelete(input, viewer, event)).map((event) -> {
			event.delete();
			return MutationResult.of("deletedId", GlobalId.format(Events.ID_PREFIX, event.getId()));
		}).orElse(MutationResult.EMPTY);
	}

}
