package dev.marquee.venue;

import dev.marquee.db.tables.Venue;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.VENUE;

/**
 * Maps {@code graphql/venue.graphqls} to the table {@code venue}.
 */
@Configuration(proxyBeanMethods = false)
class VenueMapping {

	@Bean
	TypeMapping<RootValue> venueQueries() {
		return TypeMapping.query()
			.toOne("venue", VENUE, (rootValue, venue, arguments) -> RowQuery.from(venue)
				.where(venue.ID.eq(GlobalId.keyParameter(arguments, "id", Venues.ID_PREFIX))));
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
			.object("location", (venue) -> venue.LATITUDE.isNotNull(),
					(venue) -> new GeoPointColumns(venue.LATITUDE, venue.LONGITUDE))
			.field("version", (venue) -> venue.VERSION.cast(SQLDataType.CLOB))
			.field("street", (venue) -> venue.STREET)
			.field("postalCode", (venue) -> venue.POSTAL_CODE)
			.field("website", (venue) -> venue.WEBSITE)
			.field("telephone", (venue) -> venue.TELEPHONE);
	}

	@Bean
	TypeMapping<?> geoPointType() {
		return TypeMapping.<GeoPointColumns>of("GeoPoint", GeoPointColumns.class)
			.field("latitude", GeoPointColumns::latitude)
			.field("longitude", GeoPointColumns::longitude);
	}

}
