package dev.marquee.venue;

import java.util.List;

import dev.marquee.paging.Connection;
import dev.marquee.paging.Finding;
import dev.marquee.paging.Ordering;
import dev.marquee.schema.tables.Venue;
import dev.marquee.selection.GlobalId;
import dev.marquee.selection.Rows;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.schema.Tables.VENUE;

/**
 * How {@code graphql/venue.graphqls} comes from the table {@code venue}.
 */
@Configuration(proxyBeanMethods = false)
class VenueMapping {

	private final Connection<Venue, Venue> venues = Connection.of("Venue", VENUE,
			new Ordering<>("venue.name.1", (venue) -> List.of(venue.NAME, venue.ID)));

	@Bean
	TypeMapping<Root> venueQueries() {
		return TypeMapping.query()
			.one("venue", VENUE,
					(root, venue, arguments) -> Rows.from(venue)
						.where(venue.ID.eq(GlobalId.argument(arguments, "id", Venues.ID_PREFIX))))
			.add("venues", this.venues.field((root, venue, arguments) -> Finding.all(venue)));
	}

	@Bean
	TypeMapping<Venue> venueType() {
		return TypeMapping.node("Venue", VENUE, Venues.ID_PREFIX, (venue) -> venue.ID, (venue) -> venue.VERSION)
			.field("name", (venue) -> venue.NAME)
			.field("fullAddress", (venue) -> venue.FULL_ADDRESS)
			.field("city", (venue) -> venue.CITY)
			.field("state", (venue) -> venue.STATE)
			.field("country", (venue) -> venue.COUNTRY)
			.field("countryCode", (venue) -> venue.COUNTRY_CODE)
			.field("latitude", (venue) -> venue.LATITUDE)
			.field("longitude", (venue) -> venue.LONGITUDE)
			.field("version", (venue) -> venue.VERSION.cast(SQLDataType.CLOB));
	}

	@Bean
	TypeMapping<?> venueConnectionType() {
		return this.venues.connectionType();
	}

	@Bean
	TypeMapping<?> venueEdgeType() {
		return this.venues.edgeType();
	}

}
