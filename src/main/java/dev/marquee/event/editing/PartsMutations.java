package dev.marquee.event.editing;

import dev.marquee.event.Events;
import dev.marquee.writing.Mutation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The mutations that replace parts of events.
 */
@Configuration(proxyBeanMethods = false)
class PartsMutations {

	@Bean
	Mutation setTickets(EditedEvents edited, Events events) {
		return new SetParts<>("setTickets", edited, PartsInput::tickets, events::replaceTickets);
	}

	@Bean
	Mutation setFaqs(EditedEvents edited, Events events) {
		return new SetParts<>("setFaqs", edited, PartsInput::faqs, events::replaceFaqs);
	}

	@Bean
	Mutation setGallery(EditedEvents edited, Events events) {
		return new SetParts<>("setGallery", edited, PartsInput::gallery, events::replaceGallery);
	}

}
