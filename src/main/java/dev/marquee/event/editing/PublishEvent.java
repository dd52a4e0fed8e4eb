package dev.marquee.event.editing;

import java.time.Clock;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;

import org.springframework.stereotype.Component;

/**
 * Shows a draft to everybody.
 */
@Component
class PublishEvent implements Mutation {

	private final EditedEvents events;

	private final Clock clock;

	PublishEvent(EditedEvents events, Clock clock) {
		this.events = events;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "publishEvent";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			if (event.getPublishedAt() == null) {
				event.setPublishedAt(this.clock.instant());
			}
		});
	}

}
