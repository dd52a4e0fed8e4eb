package dev.marquee.venue;

import java.time.Clock;

import dev.marquee.db.tables.Venue;
import dev.marquee.pagination.ConnectionMapping;
import dev.marquee.pagination.Edge;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.UpcomingRows;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.VENUE;
import static dev.marquee.venue.RankedVenue.RANKED_VENUE;

/**
 * Mapping of the connection of venues, and of the number of events at a venue.
 */
@Configuration(proxyBeanMethods = false)
class VenueListMapping {

	private final ConnectionMapping<RankedVenue, RankedVenue> venues = ConnectionMapping.of("Venue", RANKED_VENUE,
			VenueOrders.DEFAULT);

	private final Clock clock;

	VenueListMapping(Clock clock) {
		this.clock = clock;
	}

	@Bean
	TypeMapping<RootValue> queryVenues() {
		return TypeMapping.query()
			.add("venues",
					this.venues.field((rootValue, venue, arguments) -> filtered(venue, arguments), VenueOrders::from));
	}

	private ListQuery filtered(RankedVenue venue, Arguments arguments) {
		UpcomingRows upcomingEvents = upcomingEvents(arguments);
		ListQuery all = ListQuery.all(venue)
			.in(upcomingEvents.sources(venue, venue.UPCOMING_EVENTS, arguments.filter()));
		return VenueFilter.apply(all, venue, arguments.filter(), upcomingEvents);
	}

	@Bean
	TypeMapping<Venue> venueUpcomingEventCount() {
		return TypeMapping.of("Venue", VENUE)
			.add("upcomingEventCount",
					(venue, field, compilation) -> upcomingEvents(field.arguments()).count(venue.ID));
	}

	private UpcomingRows upcomingEvents(Arguments arguments) {
		return UpcomingVenueEvents.at(this.clock, arguments);
	}

	@Bean
	TypeMapping<?> venueConnectionType() {
		return this.venues.connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> venueEdgeType() {
		return this.venues.edgeTypeMapping();
	}

	@Bean
	TypeMapping<?> venueEdgeDistance() {
		return TypeMapping.<Edge<RankedVenue, RankedVenue>>of("VenueEdge", Edge.class)
			.field("distanceKm", VenueListMapping::distance);
	}

	private static Field<?> distance(Edge<RankedVenue, RankedVenue> edge) {
		Arguments filter = edge.connectionPage().arguments().filter();
		return filter.has("near")
				? new RadiusFilter(filter.object("near")).distanceKm(LocationPredicates.placeOf(edge.listRow()))
				: DSL.inline((Double) null, SQLDataType.DOUBLE);
	}

}
