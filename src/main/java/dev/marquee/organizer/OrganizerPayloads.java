package dev.marquee.organizer;

import dev.marquee.selection.Outcome;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.writing.Payload;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.ORGANIZER;

/**
 * What the mutations of organizers return: the organizer, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerPayloads {

	@Bean
	TypeMapping<Outcome> createOrganizerPayload() {
		return payload("CreateOrganizerPayload");
	}

	@Bean
	TypeMapping<Outcome> updateOrganizerPayload() {
		return payload("UpdateOrganizerPayload");
	}

	private static TypeMapping<Outcome> payload(String type) {
		return Payload.mapping(type)
			.one("organizer", ORGANIZER, (outcome, organizer, arguments) -> Rows.from(organizer)
				.where(organizer.ID.eq(outcome.key("organizer"))));
	}

}
