package dev.marquee.venue;

import java.util.UUID;

import dev.marquee.db.tables.Venue;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Routines.cityId;
import static dev.marquee.db.Tables.VENUE;

/**
 * Mapping of the type {@code City} to the address of a venue. A city has no row of its
 * own: its key follows from its name, state and country, so it is the same for all venues
 * in the city and never changes.
 */
@Configuration(proxyBeanMethods = false)
public class Cities {

	/** The prefix of the ids of cities, without the underscore. */
	public static final String ID_PREFIX = "cit";

	/** The key of the venue's city; null without one. An index has this expression. */
	static Field<UUID> key(Venue venue) {
		return cityId(venue.CITY, venue.STATE, venue.COUNTRY_CODE);
	}

	/**
	 * The venue from which the city with this key is read; none if the key is null or
	 * unknown.
	 */
	public static RowQuery withKey(Venue venue, Field<UUID> key) {
		return RowQuery.from(venue).where(key(venue).eq(key)).orderBy(venue.ID).first();
	}

	@Bean
	TypeMapping<RootValue> cityQuery() {
		return TypeMapping.query()
			.toOne("city", VENUE,
					(rootValue, venue, arguments) -> withKey(venue, GlobalId.keyParameter(arguments, "id", ID_PREFIX)));
	}

	@Bean
	TypeMapping<Venue> cityType() {
		return TypeMapping.of("City", VENUE)
			.field("id", (venue) -> GlobalId.expression(ID_PREFIX, key(venue)))
			.field("name", (venue) -> venue.CITY)
			.field("state", (venue) -> venue.STATE)
			.field("country", (venue) -> venue.COUNTRY)
			.field("countryCode", (venue) -> venue.COUNTRY_CODE);
	}

	@Bean
	TypeMapping<Venue> venueLocality() {
		return TypeMapping.of("Venue", VENUE).object("locality", (venue) -> venue.CITY.isNotNull(), (venue) -> venue);
	}

}
