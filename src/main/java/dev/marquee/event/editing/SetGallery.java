package dev.marquee.event.editing;

import java.util.List;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Events;
import dev.marquee.event.Image;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

/**
 * Replaces all pictures of an event.
 */
@Component
class SetGallery implements Mutation {

	private final EditedEvents events;

	private final Events all;

	SetGallery(EditedEvents events, Events all) {
		this.events = events;
		this.all = all;
	}

	@Override
	public String name() {
		return "setGallery";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			List<Image> gallery = PartsInput.gallery(input);
			if (input.isFine()) {
				this.all.replaceGallery(event.getId(), gallery);
			}
		});
	}

}
