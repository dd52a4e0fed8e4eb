package dev.marquee.event.editing;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.RowEditor;
import dev.marquee.security.Scope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that replace all tickets, questions or images of an event.
 */
@Configuration(proxyBeanMethods = false)
class EventPartsMutations {

	private final RowEditor<EventRecord> editor;

	private final Events events;

	EventPartsMutations(RowEditor<EventRecord> editor, Events events) {
		this.editor = editor;
		this.events = events;
	}

	@Bean
	Mutation setTickets() {
		return replaceMutation("setTickets", EventPartsInput::tickets, this.events::replaceTickets);
	}

	@Bean
	Mutation setFaqs() {
		return replaceMutation("setFaqs", EventPartsInput::faqs, this.events::replaceFaqs);
	}

	@Bean
	Mutation setGallery() {
		return replaceMutation("setGallery", EventPartsInput::gallery, this.events::replaceGallery);
	}

	private <P> Mutation replaceMutation(String name, Function<Input, List<P>> read,
			BiConsumer<UUID, List<P>> replace) {
		return Mutation.of(name, Scope.EVENTS_WRITE, (input, viewer) -> this.editor.update(input, viewer, (event) -> {
			List<P> parts = read.apply(input);
			if (input.isValid()) {
				replace.accept(event.getId(), parts);
			}
		}));
	}

}
