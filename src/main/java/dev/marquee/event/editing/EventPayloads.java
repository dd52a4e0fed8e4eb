package dev.marquee.event.editing;

import dev.marquee.selection.Outcome;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.writing.Payload;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.EVENT;

/**
 * What the mutations of events return: the event, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class EventPayloads {

	@Bean
	TypeMapping<Outcome> createEventPayload() {
		return payload("CreateEventPayload");
	}

	@Bean
	TypeMapping<Outcome> updateEventPayload() {
		return payload("UpdateEventPayload");
	}

	@Bean
	TypeMapping<Outcome> publishEventPayload() {
		return payload("PublishEventPayload");
	}

	@Bean
	TypeMapping<Outcome> unpublishEventPayload() {
		return payload("UnpublishEventPayload");
	}

	@Bean
	TypeMapping<Outcome> rescheduleEventPayload() {
		return payload("RescheduleEventPayload");
	}

	@Bean
	TypeMapping<Outcome> postponeEventPayload() {
		return payload("PostponeEventPayload");
	}

	@Bean
	TypeMapping<Outcome> cancelEventPayload() {
		return payload("CancelEventPayload");
	}

	@Bean
	TypeMapping<Outcome> setTicketsPayload() {
		return payload("SetTicketsPayload");
	}

	@Bean
	TypeMapping<Outcome> setFaqsPayload() {
		return payload("SetFaqsPayload");
	}

	@Bean
	TypeMapping<Outcome> setGalleryPayload() {
		return payload("SetGalleryPayload");
	}

	@Bean
	TypeMapping<Outcome> deleteEventPayload() {
		return Payload.mapping("DeleteEventPayload").field("deletedId", (outcome) -> outcome.text("deletedId"));
	}

	private static TypeMapping<Outcome> payload(String type) {
		return Payload.mapping(type)
			.one("event", EVENT,
					(outcome, event, arguments) -> Rows.from(event).where(event.ID.eq(outcome.key("event"))));
	}

}
