package dev.marquee.venue;

import dev.marquee.mutation.MutationPayload;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.VENUE;

/**
 * What the mutations of venues return: the venue, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class VenuePayloads {

	@Bean
	TypeMapping<MutationResultRow> createVenuePayload() {
		return payload("CreateVenuePayload");
	}

	@Bean
	TypeMapping<MutationResultRow> updateVenuePayload() {
		return payload("UpdateVenuePayload");
	}

	private static TypeMapping<MutationResultRow> payload(String type) {
		return MutationPayload.mapping(type)
			.toOne("venue", VENUE, (mutationResultRow, venue, arguments) -> RowQuery.from(venue)
				.where(venue.ID.eq(mutationResultRow.key("venue"))));
	}

}
