package dev.marquee.event.editing;

import java.util.List;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.event.Events;
import dev.marquee.event.Faq;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;

import org.springframework.stereotype.Component;

/**
 * Replaces all questions of an event.
 */
@Component
class SetFaqs implements Mutation {

	private final EditedEvents events;

	private final Events all;

	SetFaqs(EditedEvents events, Events all) {
		this.events = events;
		this.all = all;
	}

	@Override
	public String name() {
		return "setFaqs";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		return this.events.edit(input, viewer, (event) -> {
			List<Faq> faqs = PartsInput.faqs(input);
			if (input.isFine()) {
				this.all.replaceFaqs(event.getId(), faqs);
			}
		});
	}

}
