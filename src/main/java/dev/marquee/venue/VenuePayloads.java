package dev.marquee.venue;

import dev.marquee.selection.Outcome;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.writing.Payload;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.VENUE;

/**
 * What the mutations of venues return: the venue, read again once it is stored.
 */
@Configuration(proxyBeanMethods = false)
class VenuePayloads {

	@Bean
	TypeMapping<Outcome> createVenuePayload() {
		return payload("CreateVenuePayload");
	}

	@Bean
	TypeMapping<Outcome> updateVenuePayload() {
		return payload("UpdateVenuePayload");
	}

	private static TypeMapping<Outcome> payload(String type) {
		return Payload.mapping(type)
			.one("venue", VENUE,
					(outcome, venue, arguments) -> Rows.from(venue).where(venue.ID.eq(outcome.key("venue"))));
	}

}
