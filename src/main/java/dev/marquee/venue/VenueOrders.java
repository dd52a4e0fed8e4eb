package dev.marquee.venue;

import java.util.List;

import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.Ordering;
import dev.marquee.query.compile.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The orderings of venues, as selected by the input {@code VenueOrder}.
 */
final class VenueOrders {

	/** By name. */
	static final Ordering<RankedVenue> DEFAULT = new Ordering<>("venue.name.1",
			(venue) -> List.of(venue.NAME, venue.ID));

	private VenueOrders() {
	}

	/** The ordering of the argument {@code orderBy}. */
	static Ordering<RankedVenue> from(Arguments arguments) {
		Arguments order = arguments.object("orderBy");
		String field = order.enumValue("field");
		Ordering<RankedVenue> ascending = switch (field) {
			case "UPCOMING_EVENTS" ->
				new Ordering<>("venue.upcoming.1", (venue) -> List.of(venue.UPCOMING_EVENTS, venue.ID));
			case "DISTANCE" -> byDistance(arguments.filter());
			case null, default -> DEFAULT;
		};
		return isDescending(field, order.enumValue("direction")) ? ascending.reversed() : ascending;
	}

	/** The number of events is descending by default, all other fields ascending. */
	private static boolean isDescending(@Nullable String field, @Nullable String direction) {
		return (direction != null) ? direction.equals("DESC") : "UPCOMING_EVENTS".equals(field);
	}

	private static Ordering<RankedVenue> byDistance(Arguments filter) {
		if (!filter.has("near")) {
			throw new BadUserInputException("orderBy",
					"`DISTANCE` requires `filter.near`. Give `near`, or choose another order.");
		}
		RadiusFilter radiusFilter = new RadiusFilter(filter.object("near"));
		return new Ordering<RankedVenue>("venue.distance.1",
				(venue) -> List.of(radiusFilter.chordLength(LocationPredicates.placeOf(venue)), venue.ID))
			.withScanBounds((venue) -> radiusFilter.contains(LocationPredicates.placeOf(venue)));
	}

}
