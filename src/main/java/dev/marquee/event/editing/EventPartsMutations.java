package dev.marquee.event.editing;

import dev.marquee.event.Events;
import dev.marquee.mutation.Mutation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that replace parts of events.
 */
@Configuration(proxyBeanMethods = false)
class EventPartsMutations {

	@Bean
	Mutation setTickets(EditedEvents edited, Events events) {
		return new SetParts<>("setTickets", edited, EventPartsInput::tickets, events::replaceTickets);
	}

	@Bean
	Mutation setFaqs(EditedEvents edited, Events events) {
		return new SetParts<>("setFaqs", edited, EventPartsInput::faqs, events::replaceFaqs);
	}

	@Bean
	Mutation setGallery(EditedEvents edited, Events events) {
		return new SetParts<>("setGallery", edited, EventPartsInput::gallery, events::replaceGallery);
	}

}
