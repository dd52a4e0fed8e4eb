package dev.marquee.event.editing;

import dev.marquee.mutation.MutationPayload;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;

/**
 * What the mutations of events return: the event, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class EventPayloads {

	@Bean
	TypeMapping<MutationResultRow> createEventPayload() {
		return payload("CreateEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> updateEventPayload() {
		return payload("UpdateEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> publishEventPayload() {
		return payload("PublishEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> unpublishEventPayload() {
		return payload("UnpublishEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> rescheduleEventPayload() {
		return payload("RescheduleEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> postponeEventPayload() {
		return payload("PostponeEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> cancelEventPayload() {
		return payload("CancelEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setTicketsPayload() {
		return payload("SetTicketsPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setFaqsPayload() {
		return payload("SetFaqsPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setGalleryPayload() {
		return payload("SetGalleryPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> deleteEventPayload() {
		return MutationPayload.mapping("DeleteEventPayload")
			.field("deletedId", (mutationResultRow) -> mutationResultRow.text("deletedId"));
	}

	private static TypeMapping<MutationResultRow> payload(String type) {
		return MutationPayload.mapping(type)
			.toOne("event", EVENT, (mutationResultRow, event, arguments) -> RowQuery.from(event)
				.where(event.ID.eq(mutationResultRow.key("event"))));
	}

}
