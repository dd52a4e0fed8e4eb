package dev.marquee.organizer;

import dev.marquee.mutation.MutationPayload;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * What the mutations of organizers return: the organizer, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class OrganizerPayloads {

	@Bean
	TypeMapping<MutationResultRow> createOrganizerPayload() {
		return payload("CreateOrganizerPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> updateOrganizerPayload() {
		return payload("UpdateOrganizerPayload");
	}

	private static TypeMapping<MutationResultRow> payload(String type) {
		return MutationPayload.mapping(type)
			.toOne("organizer", ORGANIZER, (mutationResultRow, organizer, arguments) -> RowQuery.from(organizer)
				.where(organizer.ID.eq(mutationResultRow.key("organizer"))));
	}

}
