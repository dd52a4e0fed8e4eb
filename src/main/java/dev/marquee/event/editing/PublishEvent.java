package dev.marquee.event.editing;

import java.time.Clock;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

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
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			if (event.getPublishedAt() == null) {
				event.setPublishedAt(this.clock.instant());
			}
		});
	}

}
